package org.externalmodels.admin.console.analytics;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Period;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.analytics.Dimension;

/**
 * Which usage an address stands for.
 *
 * @param model its name, {@code null} for all
 * @param connection its name, {@code null} for all
 * @param by what is shown side by side, {@code null} for all together
 * @param period when
 */
public record UsageQuery(String model, String connection, Dimension by, Period period) {

    /** Without a beginning there is no telling how many days to draw. */
    private static final Duration LONGEST_WITHOUT_BEGIN = Duration.ofDays(365);

    /** Three years, of which each day is a bar a pixel wide. */
    private static final Duration LONGEST = Duration.ofDays(1_100);

    static UsageQuery of(String model, String connection, String by, Period period) {
        Dimension dimension = Dimension.named(by == null ? "" : by)
                .filter(known -> known == Dimension.MODEL || known == Dimension.CONNECTION)
                .orElse(null);
        return new UsageQuery(given(model), given(connection), dimension, period);
    }

    static UsageQuery of(HttpServletRequest request) {
        Period period = Period.of(
                request.getParameter("period"), request.getParameter("from"), request.getParameter("to"), "24h");
        return of(
                request.getParameter("model"), request.getParameter("connection"), request.getParameter("by"), period);
    }

    private static String given(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /**
     * From when to when.
     *
     * @throws RegistryException if the period is none, or has more days than a chart can show
     */
    Time time(ZoneId zone, Instant now) {
        Period.Bounds bounds = period.bounds(zone, now);
        Instant to = bounds.end().orElse(now);
        return new Time(bounds.begin().orElse(to.minus(LONGEST_WITHOUT_BEGIN)), to);
    }

    /** What charts are drawn of. */
    record Time(Instant from, Instant to) {

        Time {
            if (!from.isBefore(to)) {
                throw RegistryException.invalid("from", "must be in the past");
            }
            if (Duration.between(from, to).compareTo(LONGEST) > 0) {
                throw RegistryException.invalid(
                        "period", "has more than 1,100 days, which no chart can show: choose a shorter one");
            }
        }
    }

    Map<Dimension, String> where() {
        Map<Dimension, String> where = new EnumMap<>(Dimension.class);
        Optional.ofNullable(model).ifPresent(name -> where.put(Dimension.MODEL, name));
        Optional.ofNullable(connection).ifPresent(name -> where.put(Dimension.CONNECTION, name));
        return where;
    }

    /** Names alone may be the same in several models. */
    List<Dimension> sideBySide() {
        if (by == null) {
            return List.of();
        }
        return by == Dimension.MODEL ? List.of(Dimension.MODEL) : List.of(Dimension.MODEL, Dimension.CONNECTION);
    }

    /** The address of the traces of what a chart or table is about. */
    String traces(Instant from, Instant to, Wording wording) {
        return between(from, to, wording).in(narrowing()).toString();
    }

    private static Period between(Instant from, Instant to, Wording wording) {
        return new Period(Period.CUSTOM, wording.input(from), wording.input(to));
    }

    /** What is asked of all traces. */
    private Address narrowing() {
        Address address = new Address();
        if (model != null) {
            address.common("model", model);
        }
        if (connection != null) {
            address.common("connection", connection);
        }
        return address;
    }

    /** The address of the traces of a model's connection, {@code null} for those that had none. */
    static String tracesOf(String ofModel, String ofConnection, Instant from, Instant to, Wording wording) {
        return between(from, to, wording)
                .in(new Address().common("model", ofModel).common("connection", ofConnection))
                .toString();
    }

    /** The same as the end of an address. */
    public String address() {
        return period.in(new Address()
                        .with("model", model)
                        .with("connection", connection)
                        .with("by", byName()))
                .toString();
    }

    /** Whether anything may be left out, but for its time. */
    public boolean narrowed() {
        return model != null || connection != null;
    }

    /** As the form has it. */
    public String byName() {
        return by == null ? "" : by.wireName();
    }
}
