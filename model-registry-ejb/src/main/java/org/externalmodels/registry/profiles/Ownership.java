package org.externalmodels.registry.profiles;

import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.model.Profile;

/** Editors handle their own profiles only: whoever may move a token endpoint learns what is sent there. */
final class Ownership {

    private Ownership() {}

    static void check(Actor actor, Profile profile) {
        if (!actor.administrator() && !profile.addedBy().equals(actor.name())) {
            throw RegistryException.forbidden("The profile " + profile.name() + " was added by " + profile.addedBy()
                    + "; only that user or an administrator may change it");
        }
    }
}
