package org.externalmodels.admin.inference;

import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.NameKey;
import org.externalmodels.registry.keys.KeyScope;
import org.externalmodels.registry.keys.WayIn;

/**
 * What the model field of a request means: a registered name, or {@code name/connection}. Names may have slashes of their
 * own, so the longest name that is registered wins.
 *
 * @param model the name of a model
 * @param connection the name of a connection, {@code null} for any
 * @param permitted the connections that the caller may use where none is named; empty if that is all of them
 */
record ModelTarget(String model, String connection, Set<String> permitted) {

    private ModelTarget(String model, String connection) {
        this(model, connection, Set.of());
    }

    /**
     * What a caller means.
     *
     * @throws Refusal if the caller may not call it
     */
    static ModelTarget permitted(ModelDirectory directory, Caller caller, WayIn way, String text) {
        KeyScope scope = caller.scope();
        if (!scope.permits(way)) {
            throw Refusal.forbidden("This application key is not for " + way.wireName() + ".");
        }
        ModelTarget target = of(directory, text);
        if (target.connection != null ? scope.permits(target.model, target.connection) : scope.permits(target.model)) {
            return target;
        }
        // A key for some connections of a model uses these where none is named.
        Set<String> some = target.connection == null ? permitted(directory, scope, target.model) : Set.of();
        if (some.isEmpty()) {
            throw Refusal.forbidden("This application key is not for the model '" + text + "'.");
        }
        return some.size() == 1
                ? new ModelTarget(target.model, some.iterator().next())
                : new ModelTarget(target.model, null, some);
    }

    ModelConnection connect(ModelDirectory directory, Caller caller, WayIn way) {
        return permitted.isEmpty()
                ? directory.connect(caller.origin(way), model, connection)
                : directory.connectOver(caller.origin(way), model, permitted);
    }

    /** The connections it may go over; empty for any. */
    Set<String> connections() {
        return connection == null ? permitted : Set.of(connection);
    }

    private static ModelTarget of(ModelDirectory directory, String text) {
        int slash = text.lastIndexOf('/');
        if (slash < 0 || isRegistered(directory, text)) {
            return new ModelTarget(text, null);
        }
        for (; slash > 0; slash = text.lastIndexOf('/', slash - 1)) {
            String name = text.substring(0, slash);
            if (slash < text.length() - 1 && isRegistered(directory, name)) {
                return new ModelTarget(name, text.substring(slash + 1));
            }
        }
        return new ModelTarget(text, null);
    }

    private static boolean isRegistered(ModelDirectory directory, String name) {
        try (ModelConnection connection = directory.connect(CallOrigin.APPLICATION, name, null)) {
            connection.metaData();
            return true;
        } catch (InferenceException failure) {
            return failure.code() != FailureCode.MODEL_NOT_FOUND;
        }
    }

    private static Set<String> permitted(ModelDirectory directory, KeyScope scope, String name) {
        return directory.models().stream()
                .filter(model -> NameKey.of(model.name()).equals(NameKey.of(name)))
                .flatMap(model -> model.connections().stream())
                .filter(connection -> scope.permits(name, connection))
                .collect(Collectors.toUnmodifiableSet());
    }
}
