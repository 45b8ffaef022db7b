package org.externalmodels.registry.start;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What a server has beside Jakarta EE, and what is missed where it has not. */
final class ServerParts {

    private static final String CONFIG = "org.eclipse.microprofile.config.ConfigProvider";
    private static final List<Part> OPTIONAL = List.of(
            new Part(
                    "MicroProfile Health",
                    "org.eclipse.microprofile.health.HealthCheck",
                    "nothing answers at /health/live and /health/ready"),
            new Part(
                    "MicroProfile Telemetry",
                    "io.opentelemetry.api.OpenTelemetry",
                    "calls are not reported to OpenTelemetry"));

    private final Predicate<String> classes;

    /** @param classes whether a class of a name can be loaded */
    ServerParts(Predicate<String> classes) {
        this.classes = classes;
    }

    /** Why the product cannot run here; empty if it can. */
    Optional<String> obstacle() {
        return classes.test(CONFIG)
                ? Optional.empty()
                : Optional.of(
                        "External Models does not start: this server has no MicroProfile Config, which its settings are"
                                + " read with. docs/other-servers.md says how servers are set up.");
    }

    /** What will be missed, in one sentence; empty if nothing is. */
    Optional<String> caution() {
        List<Part> missing = OPTIONAL.stream()
                .filter(part -> !classes.test(part.className()))
                .toList();
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(missing.stream()
                .map(part -> part.name() + " (" + part.consequence() + ")")
                .collect(Collectors.joining(
                        ", ", "This server lacks ", "; everything else of External Models works without.")));
    }

    private record Part(String name, String className, String consequence) {}
}
