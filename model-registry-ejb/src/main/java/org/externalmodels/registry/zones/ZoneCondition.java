package org.externalmodels.registry.zones;

import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Tells of a condition whether any row of a zone can fulfil it. Where that is not known it says yes.
 *
 * @param column the one that the condition is on; empty if nothing is known of it in any zone
 * @param value whether a value fulfils it, empty for none
 * @param unlisted whether one of too many values to list may
 * @param pattern that names are to be like of which one must be there, in lower case; empty if it is about something else
 */
public record ZoneCondition(
        Optional<String> column,
        Predicate<Optional<String>> value,
        Predicate<ZoneColumn> unlisted,
        Optional<String> pattern) {

    /** In a pattern, before a sign that stands for itself. Not the backslash: databases differ in what it means. */
    public static final char ESCAPE = '!';

    /** Of a condition on what zones say nothing about. */
    public static final ZoneCondition ANY = new ZoneCondition(Optional.empty(), any -> true, zone -> true);

    public ZoneCondition {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(value, "value");
        Objects.requireNonNull(unlisted, "unlisted");
        Objects.requireNonNull(pattern, "pattern");
    }

    private ZoneCondition(Optional<String> column, Predicate<Optional<String>> value, Predicate<ZoneColumn> unlisted) {
        this(column, value, unlisted, Optional.empty());
    }

    /** That the column has one of some values: texts, numbers or truth values. */
    public static ZoneCondition among(String column, List<Object> values) {
        int[] hashes = ZoneHashes.of(values.stream()
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .toList());
        return new ZoneCondition(
                Optional.of(column),
                value -> value.isPresent() && values.stream().anyMatch(one -> equal(one, value.get())),
                zone -> zone.low() == null
                        ? zone.mayHave(hashes)
                        : values.stream().anyMatch(one -> between(one, zone.low(), zone.high())));
    }

    /** That it does not have a value. */
    public static ZoneCondition not(String column, Object other) {
        return new ZoneCondition(
                Optional.of(column), value -> value.isEmpty() || !equal(other, value.get()), zone -> true);
    }

    /** That it has none, or that it has one. */
    public static ZoneCondition unknown(String column, boolean unknown) {
        return new ZoneCondition(Optional.of(column), value -> value.isEmpty() == unknown, zone -> !unknown);
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
                zone -> holds.test(least ? zone.high() : zone.low()));
    }

    /**
     * That its text is like some other, of which a guess is made in Java's words; a database may have others for it.
     *
     * @param pattern in lower case, with {@link #ESCAPE}
     */
    public static ZoneCondition like(String column, String pattern, Predicate<String> guess) {
        return new ZoneCondition(
                Optional.of(column),
                value -> value.isPresent() && (!isAscii(value.get()) || guess.test(value.get())),
                zone -> true,
                Optional.of(pattern));
    }

    /** The same where it is known what is like its pattern. */
    ZoneCondition with(Predicate<ZoneColumn> alike) {
        return new ZoneCondition(column, value, alike, Optional.empty());
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
        return unlisted.test(zone);
    }

    private static boolean equal(Object one, String text) {
        return one instanceof Number
                ? number(one).compareTo(new BigDecimal(text)) == 0
                : one.toString().equals(text);
    }

    private static boolean between(Object one, BigDecimal low, BigDecimal high) {
        return low.compareTo(number(one)) <= 0 && high.compareTo(number(one)) >= 0;
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal exact ? exact : BigDecimal.valueOf(((Number) value).longValue());
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }
}
