package org.externalmodels.admin.console.billing;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Period;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.billing.BillingLine;
import org.externalmodels.registry.billing.BillingQuery;

/**
 * Which bill an address stands for.
 *
 * @param groupBy what the calls of a line have in common, in the order of the page
 * @param where what all calls must have, by the words of the management API
 * @param period when
 */
public record BillQuery(List<String> groupBy, Map<String, String> where, Period period) {

    /** What calls can be grouped by, in the order of the columns. */
    static final List<String> WORDS =
            List.of("month", "day", "model", "connection", "application", "key", "caller", "source", "code");

    private static final List<String> FILTERS = List.of("model", "connection", "application", "key", "caller");
    private static final List<String> NAMES = List.of("model", "connection");
    private static final List<String> USUAL = List.of("model", "connection");

    static BillQuery of(Map<String, String[]> address) {
        List<String> asked = Arrays.asList(address.getOrDefault("by", new String[0]));
        List<String> groupBy = WORDS.stream()
                .filter(asked::contains)
                // A day is in its month.
                .filter(word -> !word.equals("month") || !asked.contains("day"))
                .toList();
        Map<String, String> where = new LinkedHashMap<>();
        for (String name : FILTERS) {
            String value = first(address, name);
            if (value != null && !value.isBlank()) {
                where.put(name, value.strip());
            }
        }
        return new BillQuery(
                groupBy.isEmpty() ? USUAL : groupBy,
                where,
                Period.of(first(address, "period"), first(address, "from"), first(address, "to"), "month"));
    }

    private static String first(Map<String, String[]> address, String name) {
        String[] values = address.get(name);
        return values == null || values.length == 0 ? null : values[0];
    }

    BillingQuery query(ZoneId zone, Instant now) {
        Map<Dimension, String> wanted = new EnumMap<>(Dimension.class);
        where.forEach((name, value) -> wanted.put(Dimension.named(name).orElseThrow(), value));
        Period.Bounds bounds = period.bounds(zone, now);
        return new BillingQuery(
                bounds.begin().orElse(Breakdown.BEGINNING),
                bounds.end().orElse(Breakdown.END),
                groupBy,
                wanted,
                Map.of());
    }

    public String value(String name) {
        return where.get(name);
    }

    public boolean by(String word) {
        return groupBy.contains(word);
    }

    /** The address of the same bill. */
    public String address() {
        Address address = new Address();
        groupBy.forEach(word -> address.with("by", word));
        where.forEach(address::with);
        return period.in(address).toString();
    }

    /**
     * The address of the traces behind a line.
     *
     * @param split whether the line is one of several that differ in their currency only
     * @param now as the bill was made
     */
    String traces(BillingLine line, boolean split, Wording wording, Instant now) {
        Map<String, String> asked = new LinkedHashMap<>(where);
        Period when = period;
        for (Map.Entry<String, String> common : line.common().entrySet()) {
            switch (common.getKey()) {
                case "day" -> {
                    LocalDate day = LocalDate.parse(common.getValue());
                    when = days(day, day.plusDays(1), wording, now);
                }
                case "month" -> {
                    LocalDate first = LocalDate.parse(common.getValue() + "-01");
                    when = days(first, first.plusMonths(1), wording, now);
                }
                default -> ask(asked, common.getKey(), common.getValue());
            }
        }
        // Callers may have asked for the name when nothing had it, which is in no line of that name.
        for (String name : NAMES) {
            if (asked.containsKey(name)) {
                asked.put(name + ".unknown", "false");
            }
        }
        if (split) {
            ask(asked, "currency", line.currency());
        }
        Address address = new Address();
        asked.forEach(address::with);
        return when.in(address).toString();
    }

    /** A line of what has no application, say, is not of all applications. */
    private static void ask(Map<String, String> asked, String name, String value) {
        if (value == null) {
            asked.put(name + ".unknown", "true");
        } else {
            asked.put(name, value);
        }
    }

    /** What is billed of some days, which bills count in UTC. */
    private Period days(LocalDate first, LocalDate end, Wording wording, Instant now) {
        Period.Bounds bounds = period.bounds(wording.zone(), now);
        Instant begin = first.atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant close = end.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new Period(
                Period.CUSTOM,
                wording.input(bounds.begin().filter(begin::isBefore).orElse(begin)),
                wording.input(bounds.end().filter(close::isAfter).orElse(close)));
    }

    /** Whether anything may be left out, but for its time. */
    public boolean narrowed() {
        return !where.isEmpty();
    }
}
