package org.externalmodels.admin.api;

import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceFilter.Match;

/** Filters of traces in the query of an address: every parameter that is nothing else is one. */
final class TraceParameters {

    private static final Set<String> OTHERS = Set.of("limit", "after", "match", "period", "from", "to");

    private TraceParameters() {}

    static TraceFilter filter(MultivaluedMap<String, String> query, Instant now) {
        OTHERS.forEach(name -> once(query, name));
        Period period = period(query, now);
        TraceFilter filter = new TraceFilter(match(query.getFirst("match")), List.of(), period.from, period.to);
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            if (!OTHERS.contains(parameter.getKey())) {
                for (String value : parameter.getValue()) {
                    filter = filter.with(condition(parameter.getKey(), value));
                }
            }
        }
        return filter;
    }

    private static TraceCondition condition(String name, String value) {
        try {
            return TraceCondition.parse(name, value);
        } catch (RegistryException none) {
            // An address that says something else than it seems to is malformed, not merely impossible.
            throw refused(name, none.problems().get(0).message());
        }
    }

    private static Match match(String text) {
        return switch (text == null ? "all" : text) {
            case "all" -> Match.ALL;
            case "any" -> Match.ANY;
            default -> throw refused("match", "must be all or any");
        };
    }

    /** From when to when. */
    record Period(Optional<Instant> from, Optional<Instant> to) {}

    /** A preset that ends now, or a beginning and an end. */
    static Period period(MultivaluedMap<String, String> query, Instant now) {
        String preset = once(query, "period").orElse(null);
        Optional<Instant> from = ListParameters.time("from", once(query, "from").orElse(null));
        Optional<Instant> to = ListParameters.time("to", once(query, "to").orElse(null));
        if (from.isPresent() && to.isPresent() && !from.get().isBefore(to.get())) {
            throw refused("to", "must be later than from");
        }
        if (preset == null) {
            return new Period(from, to);
        }
        if (from.isPresent() || to.isPresent()) {
            throw refused("period", "stands in place of from and to");
        }
        Duration length = switch (preset) {
            case "1h" -> Duration.ofHours(1);
            case "24h" -> Duration.ofHours(24);
            case "7d" -> Duration.ofDays(7);
            case "30d" -> Duration.ofDays(30);
            default -> throw refused("period", "must be 1h, 24h, 7d or 30d; from and to stand for any other");
        };
        return new Period(Optional.of(now.minus(length)), Optional.empty());
    }

    /** A value that may not be given, and of several of which all but one would be overlooked. */
    static Optional<String> once(MultivaluedMap<String, String> query, String name) {
        List<String> values = query.getOrDefault(name, List.of());
        if (values.size() > 1) {
            throw refused(name, "is given more than once");
        }
        return values.stream().findFirst();
    }

    static ApiException refused(String name, String message) {
        return new ApiException(400, name + " " + message, DefinitionProblem.of(name, message));
    }
}
