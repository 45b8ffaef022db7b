package org.externalmodels.admin.inference;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.registry.keys.KeyScope;
import org.externalmodels.registry.keys.WayIn;

/**
 * Who calls.
 *
 * @param application the name of the application that has the key, empty for a user
 * @param user the user's name, empty for an application
 * @param scope what may be called
 */
record Caller(Optional<String> application, Optional<String> user, KeyScope scope) {

    private static final KeyScope ALL = new KeyScope(List.of(KeyScope.ALL), List.of(KeyScope.ALL));

    static Caller application(String name, KeyScope scope) {
        return new Caller(Optional.of(name), Optional.empty(), scope);
    }

    static Caller user(String name) {
        return new Caller(Optional.empty(), Optional.of(name), ALL);
    }

    CallOrigin origin(WayIn way) {
        return new CallOrigin(CallOrigin.Source.HTTP_KEY, application, Optional.of(way.wireName()), user);
    }
}
