package org.externalmodels.registry.lifecycle;

import jakarta.json.JsonValue;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.NameRule;
import org.externalmodels.registry.definition.Caching;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.definition.Paths;
import org.externalmodels.registry.definition.TimeLimits;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.providers.EasyModels;

/** The registry's own rules for definitions, beside what the adapter checks. */
final class DefinitionRules {

    /** As long as names in DNS are (RFC 1035). */
    private static final int LONGEST_HOST = 253;

    private static final int HEAVIEST = 100;
    private static final int LAST_PRIORITY = 100;
    private static final int LONGEST_TEXT = 2_000;
    private static final int LONGEST_END = 500;
    private static final int LONGEST_BODY = 1_000_000;
    private static final int LONGEST_KEY = 10_000;
    private static final int MOST_VARIABLES = 100;
    private static final int LONGEST_DEFAULT = 100_000;
    /** A day. */
    private static final int LONGEST_MILLIS = 86_400_000;

    private static final int LONGEST_CACHED = 30 * 24 * 60 * 60;

    /** Keys travel in headers, and what else they may be pasted with is never part of them. */
    private static final Pattern KEY = Pattern.compile("[\\x20-\\x7e]+");

    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    private DefinitionRules() {}

    /** What even a draft must keep. */
    static List<DefinitionProblem> ofDraft(Definition definition) {
        List<DefinitionProblem> problems = new ArrayList<>();
        name("name", definition.name(), problems);
        problems.addAll(EasyModels.problems(definition));
        length("endpoint", definition.endpoint(), LONGEST_TEXT, problems);
        host("endpoint", definition.endpointUrl(), problems);
        length("providerModel", definition.providerModel(), LONGEST_TEXT, problems);
        definition.profileName().ifPresent(profile -> name("authorizationProfile", profile, problems));
        length("body", definition.body(), LONGEST_BODY, problems);
        paths(definition.paths(), problems);
        HeaderRules.ofDraft(definition.headers(), problems);
        variables(definition.variables(), problems);
        limits(definition.timeouts(), problems);
        RoutingRules.check(definition, problems);
        caching(definition.cache(), problems);
        return problems;
    }

    /** What a revision must have to serve, as it is stored. */
    static List<DefinitionProblem> ofActive(Definition definition) {
        return ofActive(definition, true);
    }

    /** The same as it is written, before values of secret headers are stored. */
    static List<DefinitionProblem> ofActiveAsWritten(Definition definition) {
        return ofActive(definition, false);
    }

    private static List<DefinitionProblem> ofActive(Definition definition, boolean stored) {
        List<DefinitionProblem> problems = new ArrayList<>(ofDraft(definition));
        boolean easy = definition.integration() == Integration.EASY;
        if (definition.endpoint() == null || definition.endpoint().isBlank()) {
            if (!EasyModels.endpointIsTheConnections(definition)) {
                problems.add(DefinitionProblem.of("endpoint", "is required"));
            }
        } else if (definition.endpointUrl().isEmpty()) {
            problems.add(DefinitionProblem.of(
                    "endpoint",
                    "must be an absolute http or https URL without user and password, such as https://host/path"));
        }
        boolean template = definition.structure() == ProviderStructure.TEMPLATE;
        if (template) {
            required("body", definition.body(), problems);
            required("paths.output", definition.paths().output(), problems);
        } else {
            required("providerModel", definition.providerModel(), problems);
            if (definition.features().isEmpty() && !easy) {
                problems.add(DefinitionProblem.of("features", "must have at least one that is on"));
            }
        }
        HeaderRules.ofActive(definition.headers(), stored, problems);
        return problems;
    }

    static void name(String field, String name, List<DefinitionProblem> problems) {
        NameRule.problem(name).ifPresent(message -> problems.add(DefinitionProblem.of(field, message)));
    }

    static void baseUrl(String field, Optional<String> baseUrl, List<DefinitionProblem> problems) {
        if (baseUrl.isPresent() && HttpUrl.parse(baseUrl.get()).isEmpty()) {
            problems.add(
                    DefinitionProblem.of(field, "must be an absolute http or https URL without user and password"));
        }
        length(field, baseUrl.orElse(null), LONGEST_TEXT, problems);
        host(field, baseUrl.flatMap(HttpUrl::parse), problems);
    }

    static void preference(Optional<Integer> weight, Optional<Integer> priority, List<DefinitionProblem> problems) {
        range("weight", weight, 1, HEAVIEST, problems);
        range("priority", priority, 0, LAST_PRIORITY, problems);
    }

    private static void range(
            String field, Optional<Integer> number, int least, int most, List<DefinitionProblem> problems) {
        if (number.filter(n -> n < least || n > most).isPresent()) {
            problems.add(DefinitionProblem.of(field, "must be a whole number from " + least + " to " + most));
        }
    }

    private static void host(String field, Optional<URI> url, List<DefinitionProblem> problems) {
        length(field, "must have a host name of", url.map(URI::getHost).orElse(null), LONGEST_HOST, problems);
    }

    static void key(Optional<Secret> key, List<DefinitionProblem> problems) {
        if (key.filter(secret -> !KEY.matcher(secret.reveal()).matches()).isPresent()) {
            problems.add(DefinitionProblem.of(
                    "apiKey", "must have letters, digits and signs of ASCII only, and no line breaks"));
        } else if (key.filter(secret -> secret.reveal().length() > LONGEST_KEY).isPresent()) {
            problems.add(DefinitionProblem.of("apiKey", "must have at most " + LONGEST_KEY + " characters"));
        }
    }

    private static void paths(Paths paths, List<DefinitionProblem> problems) {
        path("paths.output", paths.output(), problems);
        path("paths.inputTokens", paths.inputTokens(), problems);
        path("paths.outputTokens", paths.outputTokens(), problems);
        path("paths.delta", paths.delta(), problems);
        if (paths.end() != null && paths.end().strip().startsWith("$")) {
            path("paths.end", paths.end(), problems);
        } else {
            length("paths.end", paths.end(), LONGEST_END, problems);
        }
    }

    private static void path(String field, String path, List<DefinitionProblem> problems) {
        if (path != null) {
            PathRules.problem(path)
                    .ifPresent(refusal ->
                            problems.add(DefinitionProblem.at(field, 1, refusal.column(), refusal.message())));
        }
    }

    private static void variables(List<Variable> variables, List<DefinitionProblem> problems) {
        if (variables.size() > MOST_VARIABLES) {
            problems.add(DefinitionProblem.of("variables", "must be at most " + MOST_VARIABLES));
            return;
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < variables.size(); i++) {
            String name = variables.get(i).name();
            length("variables[" + i + "].name", name, DatabaseText.LONGEST_NAME, problems);
            String shown = variables.get(i).displayName();
            if (shown != null && DatabaseText.length(shown) > DatabaseText.LONGEST_NAME) {
                problems.add(DefinitionProblem.of(
                        "variables[" + i + "].displayName",
                        "must have at most " + DatabaseText.LONGEST_NAME + " characters"));
            }
            JsonValue usual = variables.get(i).defaultValue();
            length("variables[" + i + "].default", usual == null ? null : usual.toString(), LONGEST_DEFAULT, problems);
            if (!VARIABLE_NAME.matcher(name).matches()) {
                problems.add(DefinitionProblem.of(
                        "variables[" + i + "].name",
                        "must begin with a letter and have letters, digits, _ . and - only"));
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
        if (millis != null && (millis <= 0 || millis > LONGEST_MILLIS)) {
            problems.add(
                    DefinitionProblem.of(field, "must be above 0 and at most " + LONGEST_MILLIS + " milliseconds"));
        }
    }

    private static void caching(Caching cache, List<DefinitionProblem> problems) {
        Integer seconds = cache.seconds();
        if (seconds != null && (seconds < 1 || seconds > LONGEST_CACHED)) {
            problems.add(DefinitionProblem.of(
                    "cache.seconds", "must be a whole number from 1 to " + LONGEST_CACHED + ", which is thirty days"));
        }
    }

    private static void required(String field, String text, List<DefinitionProblem> problems) {
        if (text == null || text.isBlank()) {
            problems.add(DefinitionProblem.of(field, "is required"));
        }
    }

    private static void length(String field, String text, int longest, List<DefinitionProblem> problems) {
        length(field, "must have", text, longest, problems);
    }

    private static void length(String field, String has, String text, int longest, List<DefinitionProblem> problems) {
        if (text != null && text.length() > longest) {
            problems.add(DefinitionProblem.of(field, has + " at most " + longest + " characters"));
        }
    }
}
