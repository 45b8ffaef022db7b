package org.externalmodels.registry.lifecycle;

import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;

/** Editors handle their own keys only. */
final class KeyOwnership {

    private KeyOwnership() {}

    static boolean mayChange(Actor actor, Connection connection) {
        return mayChange(actor, connection.addedBy());
    }

    static boolean mayChange(Actor actor, String addedBy) {
        return actor.administrator() || addedBy.equals(actor.name());
    }

    /**
     * While it is not known where calls go, only whoever added a connection gives its key: that user may later say where
     * the key goes, and must not learn a key of somebody else that way.
     */
    static void checkUnbound(Actor actor, Connection connection, String origin) {
        if (origin.equals(Keys.UNKNOWN) && !connection.addedBy().equals(actor.name())) {
            throw RegistryException.invalid(
                    "endpoint",
                    "comes before the key of " + connection.name() + ", which was added by " + connection.addedBy());
        }
    }

    static void check(Actor actor, Connection connection) {
        if (!mayChange(actor, connection)) {
            throw RegistryException.forbidden("The connection " + connection.name() + " was added by "
                    + connection.addedBy() + "; only that user or an administrator may change its key");
        }
    }
}
