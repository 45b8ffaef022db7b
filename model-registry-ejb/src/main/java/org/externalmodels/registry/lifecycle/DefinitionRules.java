package org.externalmodels.registry.lifecycle;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.definition.TimeLimits;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.providers.EasyModels;

/** The registry's own rules for definitions, beside what the adapter checks. */
final class DefinitionRules {

    private static final int LONGEST_NAME = 100;
    /** As long as names in DNS are (RFC 1035). */
    private static final int LONGEST_HOST = 253;

    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_BODY = 1_000_000;
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private DefinitionRules() {}

    /** What even a draft must keep. */
    static List<DefinitionProblem> ofDraft(Definition definition) {
        List<DefinitionProblem> problems = new ArrayList<>();
        name("name", definition.name(), problems);
        problems.addAll(EasyModels.problems(definition));
        if (definition.authorizationProfile() != null) {
            problems.add(DefinitionProblem.of(
                    "authorizationProfile", "There is no authorization profile " + definition.authorizationProfile()));
        }
        length("endpoint", definition.endpoint(), LONGEST_TEXT, problems);
        host("endpoint", definition.endpointUrl(), problems);
        length("providerModel", definition.providerModel(), LONGEST_TEXT, problems);
        length("body", definition.body(), LONGEST_BODY, problems);
        headerNames(definition.headers(), problems);
        variables(definition.variables(), problems);
        limits(definition.timeouts(), problems);
        return problems;
    }

    /** What a revision must have to serve. */
    static List<DefinitionProblem> ofActive(Definition definition) {
        List<DefinitionProblem> problems = new ArrayList<>(ofDraft(definition));
        boolean easy = definition.integration() == Integration.EASY;
        if (definition.endpoint() == null || definition.endpoint().isBlank()) {
            if (!EasyModels.endpointIsTheConnections(definition)) {
                problems.add(DefinitionProblem.of("endpoint", "is required"));
            }
        } else if (definition.endpointUrl().isEmpty()) {
            problems.add(DefinitionProblem.of(
                    "endpoint",
                    "is an absolute http or https URL without user and password, such as https://host/path"));
        }
        boolean template = definition.structure() == ProviderStructure.TEMPLATE;
        if (template) {
            required("body", definition.body(), problems);
            required("paths.output", definition.paths().output(), problems);
        } else {
            required("providerModel", definition.providerModel(), problems);
            if (definition.features().isEmpty() && !easy) {
                problems.add(DefinitionProblem.of("features", "at least one is on"));
            }
        }
        headers(definition.headers(), problems);
        return problems;
    }

    static void name(String field, String name, List<DefinitionProblem> problems) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            problems.add(DefinitionProblem.of(field, "has 1 to " + LONGEST_NAME + " characters"));
        } else if (CONTROL.matcher(name).find()) {
            problems.add(DefinitionProblem.of(field, "has no control characters"));
        } else if (!DatabaseText.fits(name)) {
            problems.add(DefinitionProblem.of(field, "has no halves of characters"));
        }
    }

    static void baseUrl(String field, Optional<String> baseUrl, List<DefinitionProblem> problems) {
        if (baseUrl.isPresent() && HttpUrl.parse(baseUrl.get()).isEmpty()) {
            problems.add(DefinitionProblem.of(field, "is an absolute http or https URL without user and password"));
        }
        length(field, baseUrl.orElse(null), LONGEST_TEXT, problems);
        host(field, baseUrl.flatMap(HttpUrl::parse), problems);
    }

    private static void host(String field, Optional<URI> url, List<DefinitionProblem> problems) {
        length(field, "has a host name of", url.map(URI::getHost).orElse(null), LONGEST_HOST, problems);
    }

    /** Stored values are filed under the name in lower case, in which some letters are longer. */
    private static void headerNames(List<Header> headers, List<DefinitionProblem> problems) {
        for (int i = 0; i < headers.size(); i++) {
            String filed = headers.get(i).name().toLowerCase(Locale.ROOT);
            length("headers[" + i + "].name", filed, LONGEST_NAME, problems);
        }
    }

    private static void headers(List<Header> headers, List<DefinitionProblem> problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < headers.size(); i++) {
            Header header = headers.get(i);
            if (!seen.add(header.name().toLowerCase(Locale.ROOT))) {
                problems.add(DefinitionProblem.of("headers[" + i + "].name", header.name() + " is given twice"));
            }
            boolean valueless = header.secret() ? header.reference() == null : header.value() == null;
            if (valueless) {
                problems.add(DefinitionProblem.of("headers[" + i + "].value", header.name() + " has no value"));
            }
        }
    }

    private static void variables(List<Variable> variables, List<DefinitionProblem> problems) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < variables.size(); i++) {
            String name = variables.get(i).name();
            if (!VARIABLE_NAME.matcher(name).matches()) {
                problems.add(DefinitionProblem.of(
                        "variables[" + i + "].name", "begins with a letter and has letters, digits, _ . and - only"));
            } else if (!seen.add(name)) {
                problems.add(DefinitionProblem.of("variables[" + i + "].name", name + " is there twice"));
            }
        }
    }

    private static void limits(TimeLimits limits, List<DefinitionProblem> problems) {
        limit("timeouts.connect", limits.connect(), problems);
        limit("timeouts.responseHeader", limits.responseHeader(), problems);
        limit("timeouts.idle", limits.idle(), problems);
        limit("timeouts.total", limits.total(), problems);
    }

    private static void limit(String field, Integer millis, List<DefinitionProblem> problems) {
        if (millis != null && millis <= 0) {
            problems.add(DefinitionProblem.of(field, "is above 0 milliseconds"));
        }
    }

    private static void required(String field, String text, List<DefinitionProblem> problems) {
        if (text == null || text.isBlank()) {
            problems.add(DefinitionProblem.of(field, "is required"));
        }
    }

    private static void length(String field, String text, int longest, List<DefinitionProblem> problems) {
        length(field, "has", text, longest, problems);
    }

    private static void length(String field, String has, String text, int longest, List<DefinitionProblem> problems) {
        if (text != null && text.length() > longest) {
            problems.add(DefinitionProblem.of(field, has + " at most " + longest + " characters"));
        }
    }
}
