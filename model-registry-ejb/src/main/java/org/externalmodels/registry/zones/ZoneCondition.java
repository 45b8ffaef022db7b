package org.externalmodels.registry.zones;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Tells of a condition whether any row of a zone can fulfil it. Where that is not known it says yes.
 *
 * @param column the one that the condition is on; empty if nothing is known of it in any zone
 * @param value whether a value fulfils it, empty for none
 * @param range whether one of too many values to list may, of which numbers are between two, both included
 */
public record ZoneCondition(
        Optional<String> column, Predicate<Optional<String>> value, BiPredicate<BigDecimal, BigDecimal> range) {

    /** Of a condition on what zones say nothing about. */
    public static final ZoneCondition ANY = new ZoneCondition(Optional.empty(), any -> true, (low, high) -> true);

    public ZoneCondition {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(range, "range");
    }

    /** That the column has one of some values: texts, numbers or truth values. */
    public static ZoneCondition among(String column, List<Object> values) {
        return new ZoneCondition(
                Optional.of(column),
                value -> value.isPresent() && values.stream().anyMatch(one -> equal(one, value.get())),
                (low, high) -> values.stream().anyMatch(one -> between(one, low, high)));
    }

    /** That it does not have a value. */
    public static ZoneCondition not(String column, Object other) {
        return new ZoneCondition(
                Optional.of(column), value -> value.isEmpty() || !equal(other, value.get()), (low, high) -> true);
    }

    /** That it has none, or that it has one. */
    public static ZoneCondition unknown(String column, boolean unknown) {
        return new ZoneCondition(Optional.of(column), value -> value.isEmpty() == unknown, (low, high) -> !unknown);
    }

    /**
     * That it has a number that compares to another.
     *
     * @param least whether the number is to be greater, so that it suffices if the greatest of a zone is
     * @param included whether it may be the same
     */
    public static ZoneCondition compared(String column, Object bound, boolean least, boolean included) {
        BigDecimal number = number(bound);
        Predicate<BigDecimal> holds = value -> {
            int order = least ? value.compareTo(number) : number.compareTo(value);
            return order > 0 || (included && order == 0);
        };
        return new ZoneCondition(
                Optional.of(column),
                value -> value.isPresent() && holds.test(new BigDecimal(value.get())),
                (low, high) -> holds.test(least ? high : low));
    }

    /** That its text is like some other, of which a guess is made in Java's words; a database may have others for it. */
    public static ZoneCondition like(String column, Predicate<String> guess) {
        return new ZoneCondition(
                Optional.of(column),
                value -> value.isPresent() && (!isAscii(value.get()) || guess.test(value.get())),
                (low, high) -> true);
    }

    /** Whether a row of a zone can fulfil it; nothing may be known of the column. */
    boolean mayHold(Optional<ZoneColumn> known) {
        if (known.isEmpty()) {
            return true;
        }
        ZoneColumn zone = known.get();
        if (zone.hasNulls() && value.test(Optional.empty())) {
            return true;
        }
        if (zone.values() != null) {
            return zone.values().stream().anyMatch(one -> value.test(Optional.of(one)));
        }
        return range.test(zone.low(), zone.high());
    }

    private static boolean equal(Object one, String text) {
        return one instanceof Number
                ? number(one).compareTo(new BigDecimal(text)) == 0
                : one.toString().equals(text);
    }

    private static boolean between(Object one, BigDecimal low, BigDecimal high) {
        return !(one instanceof Number) || (low.compareTo(number(one)) <= 0 && high.compareTo(number(one)) >= 0);
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal exact ? exact : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
