package org.externalmodels.registry.lifecycle;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.audit.LastChange;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.publication.Announcement;

/** What every change works with. */
@Dependent
public class Workshop {

    private final EntityManager entities;
    final Models models;
    final Keys keys;
    final SecretHeaders headers;
    final DefinitionCheck check;
    private final AuditLog audit;
    private final Announcement announcement;

    @Inject
    public Workshop(
            EntityManager entities,
            Models models,
            Keys keys,
            SecretHeaders headers,
            DefinitionCheck check,
            AuditLog audit,
            Announcement announcement) {
        this.entities = entities;
        this.models = models;
        this.keys = keys;
        this.headers = headers;
        this.check = check;
        this.audit = audit;
        this.announcement = announcement;
    }

    /** The database keeps microseconds. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Makes a change of a model; what it gives is what the audit log keeps of it. */
    void change(Actor actor, Model model, Supplier<Change> work) {
        guarded(model.name(), () -> {
            Change change = work.get();
            note(actor, change);
            headers.keepOnlyUsed(model);
            announcement.changed(new ProfileOrigins(models, audit).settle(actor, model, change.action()));
            return null;
        });
    }

    /** Keeps in the audit log what a change of the model did to something else. */
    void note(Actor actor, Change change) {
        audit.record(actor, change.action(), change.target(), change.before(), change.after());
    }

    /** Who changed a connection last; empty if nobody did since its model has its name. */
    Optional<LastChange> lastChange(Model model, Connection connection) {
        return audit.last(
                AuditTarget.of(model, connection),
                List.of("connection.edited", "connection.rotated", "connection.toggled"));
    }

    /** Deletes a model with its connections. */
    void delete(Actor actor, Model model, JsonValue before) {
        guarded(model.name(), () -> {
            for (Connection connection : models.connections(model)) {
                note(
                        actor,
                        new Change(
                                "connection.deleted",
                                AuditTarget.of(model, connection),
                                AuditView.of(connection),
                                null));
            }
            audit.record(actor, "model.deleted", AuditTarget.of(model), before, null);
            models.delete(model);
            announcement.deleted(model.id());
            return null;
        });
    }

    /** Runs work down to the database and says in people's words what it refuses. */
    <T> T guarded(String name, Supplier<T> work) {
        try {
            announcement.begin();
            T result = work.get();
            entities.flush();
            return result;
        } catch (OptimisticLockException otherWasFirst) {
            throw RegistryException.stale(name);
        } catch (PersistenceException failed) {
            throw refusal(name, failed).orElseThrow(() -> failed);
        }
    }

    private static Optional<RegistryException> refusal(String name, PersistenceException failed) {
        return DatabaseFailure.violatedConstraint(failed).map(text -> {
            if (text.contains("model_name_unique")) {
                return RegistryException.taken("name", "There is already a model of this name");
            }
            if (text.contains("connection_name_unique")) {
                return RegistryException.taken("name", "The model already has a connection of this name");
            }
            if (text.contains("credential_key_unique")) {
                return RegistryException.taken("apiKey", "Another connection of the model already has this key");
            }
            // The same revision, or a key for the same place, was added by somebody else at the same moment.
            return RegistryException.stale(name);
        });
    }

    /**
     * A change, as the audit log keeps it.
     *
     * @param action such as {@code model.confirmed}
     * @param before without secrets, {@code null} if there was nothing
     * @param after without secrets, {@code null} if there is nothing
     */
    record Change(String action, AuditTarget target, JsonValue before, JsonValue after) {}
}
