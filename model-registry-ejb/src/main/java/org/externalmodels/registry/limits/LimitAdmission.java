package org.externalmodels.registry.limits;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.registry.billing.Quantities;

/**
 * Holds each attempt against all limits and budgets that are for it: all are looked at before anything is taken, and what
 * was taken is given back if another call was faster. Thread-safe; calls for which nothing is set read one reference.
 */
final class LimitAdmission implements CallAdmission {

    /** Of a call that no budget of this size ever pays for. */
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final Supplier<Rules> rules;
    private final Meters meters;
    private final Alarms alarms;
    private final Clock clock;
    private final Estimates estimates = new Estimates();
    private final Standings standings;

    LimitAdmission(Supplier<Rules> rules, Meters meters, Alarms alarms, Clock clock) {
        this.rules = rules;
        this.meters = meters;
        this.alarms = alarms;
        this.clock = clock;
        this.standings = new Standings(clock);
    }

    @Override
    public Decision admit(Attempt attempt) {
        Rules now = rules.get();
        if (now.limits().isEmpty()) {
            return new Admitted(Ticket.NONE);
        }
        Instant time = clock.instant();
        standings.known(attempt);
        List<Bucket> buckets = now.buckets(attempt, time);
        if (buckets.isEmpty()) {
            return new Admitted(Ticket.NONE);
        }
        TokenUsage estimated = estimates.before(attempt);
        List<Taken> wanted = buckets.stream()
                .map(bucket -> new Taken(bucket, units(now, attempt, estimated, bucket.rule(), time)))
                .toList();
        Optional<Refused> refused = wanted.size() > 1 ? longestThatHasNot(wanted, time) : Optional.empty();
        return refused.isPresent() ? refused.get() : takeAll(attempt, estimated, wanted, time);
    }

    /** Of several that refuse, the one that does so for the longest time: who came back before would be refused by it. */
    private Optional<Refused> longestThatHasNot(List<Taken> wanted, Instant time) {
        Taken longest = null;
        Reading itsReading = null;
        for (Taken part : wanted) {
            if (!part.bucket().rule().shadow()) {
                Reading reading = meters.look(part.bucket(), part.units());
                if (!reading.fits()
                        && (longest == null
                                || wait(part, reading, time).compareTo(wait(longest, itsReading, time)) > 0)) {
                    longest = part;
                    itsReading = reading;
                }
            }
        }
        return longest == null ? Optional.empty() : Optional.of(refused(longest, itsReading, time));
    }

    /** Until there may be something again, zero if nobody knows. */
    private static Duration wait(Taken part, Reading reading, Instant time) {
        if (isMoreThanAll(part)) {
            return FOR_EVER;
        }
        return part.bucket().rule().measure().isMoney()
                ? Duration.between(time, part.bucket().windowEnd())
                : reading.pause();
    }

    private static boolean isMoreThanAll(Taken part) {
        LimitRule rule = part.bucket().rule();
        return rule.measure().isMoney() && part.units() > rule.capacity();
    }

    private Decision takeAll(Attempt attempt, TokenUsage estimated, List<Taken> wanted, Instant time) {
        List<Taken> taken = new ArrayList<>(wanted.size());
        for (Taken part : wanted) {
            // Before it is taken, so that nobody sees it taken and takes it for spent.
            alarms.reserved(part);
            Reading reading = meters.take(part.bucket(), part.units());
            if (reading.fits()) {
                taken.add(taken(part.bucket(), LocalMeters.within(part.bucket(), part.units()), reading, time));
                noted(part.bucket(), reading, time);
            } else if (part.bucket().rule().shadow()) {
                // What is only watched is counted all the same, as far as it goes.
                alarms.refused(part.bucket(), reading);
                if (part.bucket().rule().measure() != Measure.CALLS_IN_FLIGHT) {
                    meters.correct(part.bucket(), part.units());
                    taken.add(taken(part.bucket(), part.units(), reading, time));
                }
            } else {
                alarms.settled(part);
                taken.forEach(given -> settle(given, 0));
                return refused(part, reading, time);
            }
        }
        return new Admitted(new AdmittedAttempt(this, attempt, estimated, time, taken));
    }

    private static Taken taken(Bucket bucket, long units, Reading reading, Instant time) {
        return bucket.rule().measure().isRate()
                ? new Taken(bucket, units, time.plus(reading.minuteLeft()))
                : new Taken(bucket, units);
    }

    private Refused refused(Taken part, Reading reading, Instant time) {
        Bucket bucket = part.bucket();
        LimitRule rule = bucket.rule();
        noted(bucket, reading, time);
        alarms.refused(bucket, reading);
        Duration wait = wait(part, reading, time);
        Optional<Duration> known = wait.isZero() || wait.equals(FOR_EVER) ? Optional.empty() : Optional.of(wait);
        String what = rule.measure().isMoney() ? "the budget '" : "the limit '";
        return new Refused(
                InferenceException.of(
                                rule.measure().isMoney() ? FailureCode.BUDGET_EXCEEDED : FailureCode.LIMIT_EXCEEDED,
                                what + rule.name() + "' of " + rule.words() + why(part, reading))
                        .retryAfter(
                                known.orElse(rule.measure() == Measure.CALLS_IN_FLIGHT ? Duration.ofSeconds(1) : null))
                        .build(),
                rule.scope().isOfConnection());
    }

    private static String why(Taken part, Reading reading) {
        if (!part.bucket().rule().measure().isMoney()) {
            return " is reached";
        }
        if (isMoreThanAll(part)) {
            return " is less than this call may cost";
        }
        return reading.remaining() > 0 ? " has too little left for this call" : " is used up";
    }

    /** What is left of the limits of requests and tokens that a caller has at a model. */
    List<Standing> standings(CallOrigin origin, String model) {
        return standings.of(rules.get(), origin, model);
    }

    void settle(Taken part, long used) {
        long difference = used - part.units();
        if (difference > 0 || part.canBeGivenBack(clock.instant())) {
            meters.correct(part.bucket(), difference, () -> alarms.settled(part));
        }
    }

    void heard(Attempt attempt, TokenUsage usage) {
        estimates.heard(attempt.modelId(), usage);
    }

    long cost(Attempt attempt, Quantities used, LimitRule rule, Instant at) {
        return Estimates.cost(
                rules.get().prices(), attempt, used, rule.currency().orElse(""), at);
    }

    private void noted(Bucket bucket, Reading reading, Instant time) {
        if (bucket.rule().measure().isRate()) {
            standings.noted(bucket, reading, time);
        }
    }

    private static long units(Rules now, Attempt attempt, TokenUsage estimated, LimitRule rule, Instant time) {
        return switch (rule.measure()) {
            case REQUESTS_PER_MINUTE, CALLS_IN_FLIGHT -> 1;
            case TOKENS_PER_MINUTE -> Math.max(1, Estimates.tokens(estimated));
            case MONEY_PER_DAY, MONEY_PER_MONTH ->
                Math.max(
                        1,
                        Estimates.cost(
                                now.prices(),
                                attempt,
                                Estimates.quantities(Estimates.most(attempt, estimated), attempt),
                                rule.currency().orElse(""),
                                time));
        };
    }
}
