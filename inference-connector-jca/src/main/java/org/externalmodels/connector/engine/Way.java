package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
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
 * named is the only one, whatever there is against it. Otherwise each one of the model may serve that the caller may use,
 * and after them those of the models that stand in for it: not for a caller who may not use all of the model itself. Used
 * by one thread at a time.
 */
final class Way {

    private final Route asked;
    private final Optional<String> named;
    private final Routing routing;
    private final List<ConnectionRoute> own;
    private final boolean isWhole;
    private Set<String> tried = Set.of();
    private List<Route> standIns;

    Way(Route asked, CallTarget target, Routing routing) {
        this.asked = asked;
        this.named = target.connection();
        this.routing = routing;
        this.own = permitted(asked, target.permitted());
        this.isWhole = target.permitted().isEmpty();
    }

    private static List<ConnectionRoute> permitted(Route route, Set<String> names) {
        return names.isEmpty()
                ? route.usable()
                : route.usable().stream()
                        .filter(connection -> names.stream().anyMatch(connection::isCalled))
                        .toList();
    }

    /**
     * A connection to go over, on which the call has its place.
     *
     * @param since when it took it, in {@link System#nanoTime}
     */
    record Step(Route route, ConnectionRoute connection, long since) {}

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
        if (own.isEmpty()) {
            throw new InferenceException(
                    FailureCode.NO_ACTIVE_CONNECTION,
                    "every connection of the model that this caller may use is switched off");
        }
        if (own.size() == 1 && asked.definition().routing().fallbackModels().isEmpty()) {
            return regardless(own.get(0));
        }
        return over(asked).orElseGet(() -> hasNoChoice(takes) ? regardless(own.get(0)) : free(takes));
    }

    /** Where a call goes on that was not answered over the connections it went over so far. */
    Optional<Step> next(Predicate<Route> takes) {
        return hasNoChoice(takes) ? Optional.empty() : over(asked).or(() -> overAnother(takes));
    }

    private Optional<Step> overAnother(Predicate<Route> takes) {
        return standIns(takes).stream()
                .map(this::over)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Step free(Predicate<Route> takes) {
        return next(takes).orElseThrow(() -> allCoolDown(takes));
    }

    /** Where a call goes that has waited: over any of its connections once more. */
    Step again(Predicate<Route> takes, ConnectionRoute last) {
        standIns = null;
        if (hasNoChoice(takes)) {
            return regardless(last);
        }
        tried = Set.of();
        return free(takes);
    }

    /**
     * How long to wait before {@link #again}, beside what keeps calls apart.
     *
     * @param takes whether a model that stands in takes the request
     */
    Optional<Duration> wait(InferenceException why, Predicate<Route> takes) {
        return hasNoChoice(takes)
                ? why.retryAfter()
                : Optional.of(shortestPause(takes)).filter(pause -> !pause.isZero());
    }

    /**
     * The failure of a call that has nowhere to go on; where nothing else is available now, with the time when something is.
     *
     * @param takes whether a model that stands in takes the request
     */
    InferenceException exhausted(InferenceException last, Predicate<Route> takes) {
        boolean nothingTried = tried.isEmpty() || hasNoChoice(takes);
        if (nothingTried || !Trouble.mayPassElsewhere(last) || (tried.size() < 2 && hasAnother(takes))) {
            return last;
        }
        String others = tried.size() < 2
                ? " (the other connections have failed before and are left alone for a while)"
                : " (after " + tried.size() + " connections were tried)";
        return InferenceException.of(last.code(), last.getMessage() + others)
                .retryAfter(wait(last, takes).or(last::retryAfter).orElse(null))
                .providerStatus(
                        last.providerStatus().isPresent()
                                ? last.providerStatus().getAsInt()
                                : null)
                .providerBody(last.providerBody().orElse(null))
                .cause(last.getCause())
                .build();
    }

    private boolean hasNoChoice(Predicate<Route> takes) {
        return named.isPresent() || (own.size() == 1 && standIns(takes).isEmpty());
    }

    private boolean hasAnother(Predicate<Route> takes) {
        return hasMore(asked) || standIns(takes).stream().anyMatch(this::hasMore);
    }

    private Step regardless(ConnectionRoute connection) {
        connection.health().enterRegardless();
        return new Step(asked, connection, System.nanoTime());
    }

    private Optional<Step> over(Route route) {
        long now = System.nanoTime();
        Optional<ConnectionRoute> chosen = Spreading.choose(
                connections(route),
                this::isUntried,
                route.definition().routing().spread(),
                now,
                ThreadLocalRandom.current());
        chosen.ifPresent(this::remember);
        return chosen.map(connection -> new Step(route, connection, now));
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
        return connections(route).stream()
                .anyMatch(connection ->
                        isUntried(connection) && connection.health().isAvailable(now));
    }

    private List<ConnectionRoute> connections(Route route) {
        return route.isOfSameModel(asked) ? own : route.usable();
    }

    /** Those that take the request. Looked for when one is needed, as the request is encoded for each. */
    private List<Route> standIns(Predicate<Route> takes) {
        if (standIns == null) {
            standIns = !isWhole
                    ? List.of()
                    : asked.definition().routing().fallbackModels().stream()
                            .map(routing::standIn)
                            .flatMap(Optional::stream)
                            .filter(route -> !route.isOfSameModel(asked))
                            .filter(route -> !route.usable().isEmpty())
                            .filter(takes)
                            .toList();
        }
        return standIns;
    }

    private Stream<ConnectionHealth> all(Predicate<Route> takes) {
        return Stream.concat(Stream.of(asked), standIns(takes).stream())
                .flatMap(route -> connections(route).stream())
                .map(ConnectionRoute::health);
    }

    private Duration shortestPause(Predicate<Route> takes) {
        long now = System.nanoTime();
        return all(takes)
                .map(health -> health.pause(now))
                .min(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private InferenceException allCoolDown(Predicate<Route> takes) {
        long now = System.nanoTime();
        ConnectionHealth first = all(takes)
                .min((one, other) -> one.pause(now).compareTo(other.pause(now)))
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
