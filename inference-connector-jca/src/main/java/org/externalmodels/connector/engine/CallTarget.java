package org.externalmodels.connector.engine;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.SignOn;
import org.externalmodels.inference.spi.Timeouts;

/**
 * What a handle stands for: who calls, and what.
 *
 * @param origin where calls come from
 * @param model the name asked for
 * @param connection the connection's name; empty for any
 * @param timeouts the factory's limits
 * @param password with which the caller signed on to the factory, if it did
 * @param permitted the connections that the caller may use where none is named; empty if that is all of them
 */
public record CallTarget(
        CallOrigin origin,
        String model,
        Optional<String> connection,
        Timeouts timeouts,
        Optional<Secret> password,
        Set<String> permitted) {
    public CallTarget {
        Objects.requireNonNull(origin, "origin");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(connection, "connection");
        Objects.requireNonNull(timeouts, "timeouts");
        Objects.requireNonNull(password, "password");
        permitted = Set.copyOf(permitted);
    }

    /**
     * The same, made with an application key.
     *
     * @param connections those of the model
     * @throws InferenceException if the key does not open it
     */
    CallTarget by(SignOn.Key key, List<ConnectionRoute> connections) {
        Set<String> some = Set.of();
        boolean opened = connection.isPresent() ? key.permits(model, connection.get()) : key.permits(model);
        if (!opened && connection.isEmpty()) {
            some = connections.stream()
                    .map(ConnectionRoute::name)
                    .filter(name -> key.permits(model, name))
                    .collect(Collectors.toUnmodifiableSet());
        }
        if (!opened && some.isEmpty()) {
            throw new InferenceException(
                    FailureCode.AUTHENTICATION_FAILED,
                    "the application key '" + key.name() + "', with which the caller signs on, does not open it");
        }
        return new CallTarget(origin.withKey(key.name()), model, connection, timeouts, password, some);
    }

    /** The same, of a caller who signed on with an application key, whatever that opens. */
    CallTarget signedOn(SignOn.Key key) {
        return new CallTarget(origin.withKey(key.name()), model, connection, timeouts, password, permitted);
    }

    public CallTarget(CallOrigin origin, String model, Optional<String> connection, Timeouts timeouts) {
        this(origin, model, connection, timeouts, Optional.empty(), Set.of());
    }

    /** For whoever may use some connections of the model: where it is only one, that one is named. */
    static CallTarget over(CallOrigin origin, String model, Set<String> permitted) {
        return permitted.size() == 1
                ? new CallTarget(origin, model, permitted.stream().findFirst(), Timeouts.NONE)
                : new CallTarget(origin, model, Optional.empty(), Timeouts.NONE, Optional.empty(), permitted);
    }
}
