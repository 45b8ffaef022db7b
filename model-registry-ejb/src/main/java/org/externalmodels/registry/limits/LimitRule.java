package org.externalmodels.registry.limits;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.spi.CallAdmission.Attempt;

/**
 * A limit as calls are held against it.
 *
 * @param id never changes
 * @param name for people
 * @param capacity in units: requests, tokens, calls, or billionths of a unit of the currency
 * @param currency of a budget
 * @param shadow whether it only tells
 * @param version grows with each change
 */
record LimitRule(
        String id,
        String name,
        Measure measure,
        long capacity,
        Optional<String> currency,
        Scope scope,
        boolean shadow,
        long version) {

    /** Digits of money that are counted. */
    static final int MONEY_DIGITS = 9;

    private static final int LONGEST_BUCKET = 400;

    LimitRule {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(measure, "measure");
        Objects.requireNonNull(currency, "currency");
        Objects.requireNonNull(scope, "scope");
    }

    static long units(Measure measure, BigDecimal amount) {
        return (measure.isMoney() ? amount.movePointRight(MONEY_DIGITS) : amount).longValue();
    }

    static BigDecimal amount(Measure measure, long units) {
        return measure.isMoney() ? BigDecimal.valueOf(units, MONEY_DIGITS) : BigDecimal.valueOf(units);
    }

    /** The bucket that an attempt takes from; empty if the limit is not for it. */
    Optional<Bucket> bucket(Attempt attempt, Instant now) {
        return scope.bucket(attempt).map(each -> bucket(each, now));
    }

    /** The bucket of all, or of one of those that are counted by themselves. */
    Bucket bucket(String each, Instant now) {
        String window = measure.isMoney() ? "@" + measure.windowStart(now).getEpochSecond() : "";
        String key = id + window + each;
        return new Bucket(
                this,
                key.length() <= LONGEST_BUCKET ? key : id + window + "#" + Integer.toHexString(each.hashCode()),
                measure.windowEnd(now));
    }

    /** What is counted, in words: "100 requests a minute". */
    String words() {
        BigDecimal amount = amount(measure, capacity).stripTrailingZeros();
        String number = amount.scale() < 0 ? amount.setScale(0).toPlainString() : amount.toPlainString();
        String s = number.equals("1") ? "" : "s";
        return switch (measure) {
            case REQUESTS_PER_MINUTE -> number + " request" + s + " a minute";
            case TOKENS_PER_MINUTE -> number + " token" + s + " a minute";
            case CALLS_IN_FLIGHT -> number + " call" + s + " at a time";
            case MONEY_PER_DAY -> number + " " + currency.orElse("") + " a day";
            case MONEY_PER_MONTH -> number + " " + currency.orElse("") + " a month";
        };
    }
}
