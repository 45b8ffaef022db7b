package org.externalmodels.registry.traces;

import java.time.Instant;
import java.util.Optional;

/**
 * Which traces to list; empty means all. All conditions must hold.
 *
 * @param model the model's name
 * @param connection the connection's name
 * @param status such as {@code complete}
 * @param code such as {@code TIMEOUT}
 * @param traceId of one call
 * @param from the earliest begin
 * @param to before which it began
 */
public record TraceFilter(
        Optional<String> model,
        Optional<String> connection,
        Optional<String> status,
        Optional<String> code,
        Optional<String> traceId,
        Optional<Instant> from,
        Optional<Instant> to) {

    /** All traces. */
    public static final TraceFilter ALL = new TraceFilter(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
}
