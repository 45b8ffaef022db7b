package org.externalmodels.admin.console.traces;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.registry.traces.TraceField;
import org.externalmodels.registry.traces.TraceFilter;

/**
 * Which part of the list of traces an address stands for.
 *
 * @param model its name, {@code null} for all
 * @param connection its name, {@code null} for all
 * @param status how the attempt ended, {@code null} for any
 * @param range a preset or {@code custom}, {@code null} for all time
 * @param from where a custom range begins, as date and time of the server's zone
 * @param to where it ends
 */
public record TraceQuery(String model, String connection, String status, String range, String from, String to) {

    public TraceQuery {
        model = given(model);
        connection = given(connection);
        status = given(status);
        range = given(range);
        from = given(from);
        to = given(to);
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    TraceFilter filter(ZoneId zone, Instant now) {
        Period period = Period.of(range, from, to, zone, now);
        return TraceFilter.ALL
                .with(TraceField.MODEL, Optional.ofNullable(model))
                .with(TraceField.CONNECTION, Optional.ofNullable(connection))
                .with(TraceField.STATUS, Optional.ofNullable(status))
                .between(period.from(), period.to());
    }

    /** The address of these traces from where another part ended, {@code null} for the newest. */
    public String after(String place) {
        return new Address()
                .with("model", model)
                .with("connection", connection)
                .with("status", status)
                .with("range", range)
                .with("from", from)
                .with("to", to)
                .with("after", place)
                .toString();
    }

    /** Whether any trace may be left out. */
    public boolean narrowed() {
        return model != null || connection != null || status != null || range != null;
    }

    public boolean custom() {
        return Period.CUSTOM.equals(range);
    }
}
