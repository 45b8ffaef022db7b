package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.externalmodels.connector.routing.ConnectionHealth;
import org.externalmodels.connector.routing.Spreading;
import org.externalmodels.connector.routing.Trouble;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/**
 * The way of one call: over which connection it goes, and where it goes on when that failed. A connection that the caller
 * named is the only one, whatever there is against it. Otherwise each one of the model may serve, and after them those of
 * the models that stand in for it. Used by one thread at a time.
 */
final class Way {

    private final Route asked;
    private final Optional<String> named;
    private final Routing routing;
    private Set<String> tried = Set.of();

    Way(Route asked, Optional<String> named, Routing routing) {
        this.asked = asked;
        this.named = named;
        this.routing = routing;
    }

    /** A connection to go over, on which the call has its place. */
    record Step(Route route, ConnectionRoute connection) {}

    /**
     * Where the call goes first.
     *
     * @param takes whether a model that stands in takes the request
     */
    Step first(Predicate<Route> takes) {
        if (named.isPresent()) {
            return regardless(asked.named(named.get()));
        }
        asked.requireConnection();
        return hasNoChoice() ? regardless(asked.usable().get(0)) : next(takes).orElseThrow(this::allCoolDown);
    }

    /** Where a call goes on that was not answered over the connections it went over so far. */
    Optional<Step> next(Predicate<Route> takes) {
        if (hasNoChoice()) {
            return Optional.empty();
        }
        Optional<Step> own = over(asked);
        return own.isPresent()
                ? own
                : standIns()
                        .filter(this::hasMore)
                        .filter(takes)
                        .map(this::over)
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    /** Where a call goes that has waited: over any of its connections once more. */
    Step again(Predicate<Route> takes, ConnectionRoute last) {
        if (hasNoChoice()) {
            return regardless(last);
        }
        tried = Set.of();
        return next(takes).orElseThrow(this::allCoolDown);
    }

    /** How long to wait before {@link #again}, beside what keeps calls apart. */
    Optional<Duration> wait(InferenceException why) {
        return hasNoChoice() ? why.retryAfter() : Optional.of(shortestPause()).filter(pause -> !pause.isZero());
    }

    /** The failure of a call that has nowhere to go on. */
    InferenceException exhausted(InferenceException last) {
        if (tried.size() < 2 || !Trouble.mayPassElsewhere(last)) {
            return last;
        }
        return InferenceException.of(
                        last.code(), last.getMessage() + " (after " + tried.size() + " connections were tried)")
                .retryAfter(wait(last).or(last::retryAfter).orElse(null))
                .providerStatus(
                        last.providerStatus().isPresent()
                                ? last.providerStatus().getAsInt()
                                : null)
                .providerBody(last.providerBody().orElse(null))
                .cause(last.getCause())
                .build();
    }

    private boolean hasNoChoice() {
        return named.isPresent()
                || (asked.usable().size() == 1
                        && standIns().allMatch(route -> route.usable().isEmpty()));
    }

    private Step regardless(ConnectionRoute connection) {
        connection.health().enterRegardless();
        return new Step(asked, connection);
    }

    private Optional<Step> over(Route route) {
        Optional<ConnectionRoute> chosen = Spreading.choose(
                route.usable(),
                this::isUntried,
                route.definition().routing().spread(),
                System.nanoTime(),
                ThreadLocalRandom.current());
        chosen.ifPresent(this::remember);
        return chosen.map(connection -> new Step(route, connection));
    }

    private void remember(ConnectionRoute connection) {
        if (tried.isEmpty()) {
            tried = new HashSet<>();
        }
        tried.add(connection.definition().id());
    }

    private boolean isUntried(ConnectionRoute connection) {
        return tried.isEmpty() || !tried.contains(connection.definition().id());
    }

    private boolean hasMore(Route route) {
        long now = System.nanoTime();
        return route.usable().stream()
                .anyMatch(connection ->
                        isUntried(connection) && connection.health().isAvailable(now));
    }

    private Stream<Route> standIns() {
        return asked.definition().routing().fallbackModels().stream()
                .map(routing::standIn)
                .flatMap(Optional::stream)
                .filter(route -> !route.isOfSameModel(asked));
    }

    private Stream<ConnectionHealth> all() {
        return Stream.concat(Stream.of(asked), standIns())
                .flatMap(route -> route.usable().stream())
                .map(ConnectionRoute::health);
    }

    private Duration shortestPause() {
        long now = System.nanoTime();
        return all().map(health -> health.pause(now)).min(Duration::compareTo).orElse(Duration.ZERO);
    }

    private InferenceException allCoolDown() {
        long now = System.nanoTime();
        ConnectionHealth first = all().min((one, other) -> one.pause(now).compareTo(other.pause(now)))
                .orElseThrow();
        FailureCode why = first.lastFailure().orElse(FailureCode.PROVIDER_UNREACHABLE);
        FailureCode code = switch (why) {
            case RATE_LIMITED, AUTHENTICATION_FAILED -> why;
            default -> FailureCode.PROVIDER_UNREACHABLE;
        };
        Duration pause = first.pause(now);
        return InferenceException.of(
                        code,
                        "nothing was sent, because every connection it may go over has just failed (the last time with "
                                + why + ") and is left alone for a while")
                .retryAfter(pause.isZero() ? ConnectionHealth.whileOnTrial() : pause)
                .build();
    }
}
