package org.externalmodels.registry.lifecycle;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.Header;

/** What headers may be. */
final class HeaderRules {

    private static final int MOST = 100;
    private static final int LONGEST_NAME = 100;

    /** Servers commonly take 8 KB for all headers together. */
    private static final int LONGEST_VALUE = 8_000;

    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Belong to the transport, RFC 9110 sections 7.2, 7.6 and 8.6. */
    private static final Pattern RESERVED =
            Pattern.compile("(?i)host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect");

    private HeaderRules() {}

    /** What even a draft must keep. */
    static void ofDraft(List<Header> headers, List<DefinitionProblem> problems) {
        if (headers.size() > MOST) {
            problems.add(DefinitionProblem.of("headers", "must be at most " + MOST));
            return;
        }
        for (int i = 0; i < headers.size(); i++) {
            name("headers[" + i + "].name", headers.get(i).name(), problems);
            value("headers[" + i + "].value", headers.get(i), problems);
        }
    }

    private static void name(String field, String name, List<DefinitionProblem> problems) {
        if (!TOKEN.matcher(name).matches()) {
            problems.add(DefinitionProblem.of(
                    field, "must have letters, digits and !#$%&'*+-.^_`|~ only, and at least one of them"));
        } else if (name.length() > LONGEST_NAME) {
            problems.add(DefinitionProblem.of(field, "must have at most " + LONGEST_NAME + " characters"));
        } else if (RESERVED.matcher(name).matches()) {
            problems.add(DefinitionProblem.of(field, name + " is set by the server itself"));
        }
    }

    private static void value(String field, Header header, List<DefinitionProblem> problems) {
        String value = header.value();
        if (value == null) {
            return;
        }
        if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || (c >= 0x7f && c <= 0x9f))) {
            problems.add(DefinitionProblem.of(field, "must have no line breaks or other control characters"));
        } else if (value.equals(Secret.MASK)) {
            if (!header.secret()) {
                problems.add(DefinitionProblem.of(field, "is the mask of a secret: give the value"));
            }
        } else if (value.chars().anyMatch(c -> c > 0xff)) {
            // RFC 9110 section 5.5: on the way another character would take its place.
            problems.add(DefinitionProblem.of(field, "must have characters of ISO 8859-1 only"));
        } else if (value.length() > LONGEST_VALUE) {
            problems.add(DefinitionProblem.of(field, "must have at most " + LONGEST_VALUE + " characters"));
        }
    }

    /**
     * What headers that are sent must keep.
     *
     * @param stored whether secret values are stored by now, so that one without a reference is missing
     */
    static void ofActive(List<Header> headers, boolean stored, List<DefinitionProblem> problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            if (!seen.add(header.name().toLowerCase(Locale.ROOT))) {
                problems.add(DefinitionProblem.of("headers[" + i + "].name", header.name() + " is given twice"));
            }
            boolean valueless = header.secret() ? stored && header.reference() == null : header.value() == null;
            if (valueless) {
                problems.add(DefinitionProblem.of("headers[" + i + "].value", header.name() + " has no value"));
            }
        }
    }
}
