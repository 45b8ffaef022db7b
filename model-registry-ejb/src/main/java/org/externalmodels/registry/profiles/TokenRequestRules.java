package org.externalmodels.registry.profiles;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;

/** What a profile must keep whose token is asked for. */
final class TokenRequestRules {

    private static final int LONGEST_NAME = 100;

    /** As long as names in DNS are (RFC 1035). */
    private static final int LONGEST_HOST = 253;

    /** Servers commonly take 8 KB for all headers together. */
    private static final int LONGEST_IN_HEADER = 8_000;

    private static final int MOST_FIELDS = 50;

    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Headers of the transport's own, and those that a token request has anyway. */
    private static final Set<String> RESERVED_HEADERS = Set.of(
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "upgrade",
            "te",
            "trailer",
            "expect");

    /** Fields of the grant itself (RFC 6749, RFC 7636). */
    private static final Set<String> RESERVED_FIELDS = Set.of(
            "grant_type",
            "client_id",
            "client_secret",
            "code",
            "code_verifier",
            "redirect_uri",
            "refresh_token",
            "scope");

    private static final Pattern VARIABLE = Pattern.compile("\\{([^{}/]*)}");

    private final ProfileSettings settings;
    private final List<DefinitionProblem> problems;

    TokenRequestRules(ProfileSettings settings, List<DefinitionProblem> problems) {
        this.settings = settings;
        this.problems = problems;
    }

    void check() {
        url("tokenEndpoint", settings.tokenEndpoint(), settings.tokenUrl());
        if (settings.type().needsConsent()) {
            url(
                    "authorizationEndpoint",
                    settings.authorizationEndpoint(),
                    HttpUrl.parse(settings.authorizationEndpoint()));
        }
        fields();
        pathVariables();
    }

    private void url(String field, String text, Optional<URI> url) {
        if (text == null || text.isBlank()) {
            return;
        }
        if (url.isEmpty() || url.get().getRawFragment() != null) {
            problem(field, "must be an absolute http or https URL without user, password and fragment");
        } else if (url.get().getHost().length() > LONGEST_HOST) {
            problem(field, "must have a host name of at most " + LONGEST_HOST + " characters");
        }
    }

    private void fields() {
        if (settings.fields().size() > MOST_FIELDS) {
            problem("fields", "must be at most " + MOST_FIELDS);
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < settings.fields().size(); i++) {
            ProfileField field = settings.fields().get(i);
            String at = "fields[" + i + "].";
            if (field.name().isBlank() || field.name().length() > LONGEST_NAME) {
                problem(at + "name", "must have 1 to " + LONGEST_NAME + " characters");
            } else if (!seen.add(field.placement() + "/" + field.name().toLowerCase(Locale.ROOT))) {
                problem(at + "name", field.name() + " is there twice");
            } else if (field.placement() == Placement.HEADER) {
                header(at + "name", field.name(), problems);
                if (field.name().equalsIgnoreCase("authorization")) {
                    problem(at + "name", "the client proves itself there; choose another header");
                }
            } else if (field.placement() == Placement.BODY && RESERVED_FIELDS.contains(field.name())) {
                problem(at + "name", field.name() + " is a field of the grant itself");
            }
            value(at + "value", field);
        }
    }

    private void value(String at, ProfileField field) {
        String value = field.value();
        if (value == null || value.isEmpty()) {
            if (!field.secret()) {
                problem(at, "is required");
            }
        } else if (value.equals(Secret.MASK)) {
            if (!field.secret()) {
                problem(at, "is the mask of a secret: give the value");
            }
        } else if (field.placement() == Placement.HEADER) {
            inHeader(at, value);
        } else if (value.length() > ProfileRules.LONGEST_SECRET) {
            problem(at, "must have at most " + ProfileRules.LONGEST_SECRET + " characters");
        } else if (field.placement() == Placement.PATH && (value.equals(".") || value.equals(".."))) {
            problem(at, "would change the path");
        }
    }

    private void inHeader(String at, String value) {
        if (ProfileRules.CONTROL.matcher(value).find()) {
            problem(at, "goes into a header, so it has no line breaks and control characters");
        } else if (value.length() > LONGEST_IN_HEADER) {
            problem(at, "goes into a header, so it has at most " + LONGEST_IN_HEADER + " characters");
        } else if (!fitsHeader(value)) {
            problem(at, "goes into a header, so it has characters of ISO 8859-1 only");
        }
    }

    /** RFC 9110 section 5.5: on the way another character would take the place of any other. */
    static boolean fitsHeader(String value) {
        return value.chars().allMatch(c -> c < 0x7f || (c > 0x9f && c <= 0xff));
    }

    /** Only the path has variables: a host in one would send the client's secret anywhere. */
    private void pathVariables() {
        if (settings.tokenUrl().isEmpty()) {
            return;
        }
        Set<String> placed = new HashSet<>();
        for (ProfileField field : settings.fields()) {
            if (field.placement() == Placement.PATH) {
                placed.add(field.name());
            }
        }
        Set<String> named = new HashSet<>();
        Matcher variables =
                VARIABLE.matcher(String.valueOf(settings.tokenUrl().get().getPath()));
        while (variables.find()) {
            named.add(variables.group(1));
        }
        String rest = VARIABLE.matcher(settings.tokenEndpoint()).replaceAll("");
        if (rest.contains("{")
                || rest.contains("}")
                || braced(settings.tokenUrl().get().getRawQuery())) {
            problem("tokenEndpoint", "must have braces in its path only, each around the name of a field");
        }
        named.stream()
                .filter(name -> !placed.contains(name))
                .forEach(name -> problem("tokenEndpoint", "has {" + name + "}, which no field is placed into"));
        placed.stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> problem("fields", name + " is placed into the path, which has no {" + name + "}"));
    }

    private static boolean braced(String query) {
        return query != null && (query.contains("%7B") || query.contains("%7D"));
    }

    /** What a header may be called that requests have beside their own. */
    static void header(String field, String name, List<DefinitionProblem> problems) {
        if (!TOKEN.matcher(name).matches()) {
            problems.add(DefinitionProblem.of(field, "is not the name of a header"));
        } else if (name.length() > LONGEST_NAME) {
            problems.add(DefinitionProblem.of(field, "must have at most " + LONGEST_NAME + " characters"));
        } else if (RESERVED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
            problems.add(DefinitionProblem.of(field, name + " is set by the server itself"));
        }
    }

    private void problem(String field, String message) {
        problems.add(DefinitionProblem.of(field, message));
    }
}
