package org.externalmodels.registry.lifecycle;

import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.model.Connection;

/** Editors handle their own keys only. */
final class KeyOwnership {

    private KeyOwnership() {}

    static void check(Actor actor, Connection connection) {
        if (!actor.administrator() && !connection.addedBy().equals(actor.name())) {
            throw RegistryException.forbidden("The connection " + connection.name() + " was added by "
                    + connection.addedBy() + "; only that user or an administrator may change its key");
        }
    }
}
