package org.externalmodels.registry.lifecycle;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Profile;

/**
 * A profile is sent only where somebody who may change it sends it: whoever may point a model anywhere must not learn a
 * secret of somebody else that way.
 */
final class ProfileOrigins {

    /** The changes that say where calls go. */
    private static final Set<String> DECISIONS =
            Set.of("model.added", "model.edited", "model.confirmed", "connection.added", "connection.edited");

    private final Models models;
    private final AuditLog audit;

    ProfileOrigins(Models models, AuditLog audit) {
        this.models = models;
        this.audit = audit;
    }

    /**
     * Lets the profiles of a model go where its calls go now, or refuses.
     *
     * @return the models that this changes, the model itself among them
     */
    Collection<Model> settle(Actor actor, Model model, String action) {
        Map<String, Model> changed = new LinkedHashMap<>();
        changed.put(model.id(), model);
        if (DECISIONS.contains(action)) {
            for (Definition definition : models.definitions(model)) {
                definition.profileName().flatMap(models.profiles()::named).ifPresent(profile -> {
                    if (settle(actor, profile, definition, models.connections(model))) {
                        models.profiles().users(profile).forEach(user -> changed.put(user.id(), user));
                    }
                });
            }
        }
        return changed.values();
    }

    private boolean settle(Actor actor, Profile profile, Definition definition, List<Connection> connections) {
        var before = JsonRecords.json(profile.origins());
        boolean more = allowed(actor, profile, Keys.origin(definition, Optional.empty()));
        for (Connection connection : connections) {
            String origin = Keys.origin(definition, connection.baseUrl());
            more |= allowed(actor, profile, origin);
            if (!origin.equals(Keys.UNKNOWN) && !profile.mayBeSentTo(origin)) {
                throw RegistryException.invalid(
                        "authorizationProfile",
                        profile.name() + " was added by " + profile.addedBy() + " and is not sent to " + origin
                                + "; that user or an administrator can allow it");
            }
        }
        if (more) {
            audit.record(
                    actor,
                    "profile.edited",
                    AuditTarget.of(profile),
                    Json.createObjectBuilder().add("origins", before).build(),
                    Json.createObjectBuilder()
                            .add("origins", JsonRecords.json(profile.origins()))
                            .build());
        }
        return more;
    }

    private static boolean allowed(Actor actor, Profile profile, String origin) {
        if (origin.equals(Keys.UNKNOWN)
                || profile.mayBeSentTo(origin)
                || !KeyOwnership.mayChange(actor, profile.addedBy())) {
            return false;
        }
        profile.allow(origin);
        return true;
    }
}
