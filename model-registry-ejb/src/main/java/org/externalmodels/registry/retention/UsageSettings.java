package org.externalmodels.registry.retention;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.function.Supplier;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.json.JsonRecords;

/** What is set for usage: how long it is kept, and what is taken out of it. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class UsageSettings {

    static final String RETENTION = "retention";
    static final String REDACTION = "redaction";

    private final EntityManager entities;
    private final AuditLog audit;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public UsageSettings() {
        this(null, null, null);
    }

    @Inject
    public UsageSettings(EntityManager entities, AuditLog audit) {
        this.entities = entities;
        this.audit = audit;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public UsageSettings(EntityManager entities, AuditLog audit, Supplier<Actor> actor) {
        this.entities = entities;
        this.audit = audit;
        this.actor = actor;
    }

    /**
     * A setting as it is.
     *
     * @param value what is set
     * @param version grows with each change, 0 before the first
     */
    public record Setting<R extends Record>(R value, long version) {}

    public Setting<RetentionAges> retention() {
        return read(RETENTION, RetentionAges.class, RetentionAges.DEFAULTS);
    }

    public Setting<RedactionRules> redaction() {
        return read(REDACTION, RedactionRules.class, RedactionRules.NONE);
    }

    /**
     * Sets how long usage is kept.
     *
     * @param seenVersion the version that the user saw, {@code null} if any will do
     */
    @RolesAllowed(Role.ADMIN)
    public void keep(RetentionAges ages, Long seenVersion) {
        write(RETENTION, retention(), ages, seenVersion);
    }

    /**
     * Sets what is taken out of what is captured from now on.
     *
     * @param seenVersion the version that the user saw, {@code null} if any will do
     */
    @RolesAllowed(Role.ADMIN)
    public void redact(RedactionRules rules, Long seenVersion) {
        write(REDACTION, redaction(), rules, seenVersion);
    }

    private <R extends Record> Setting<R> read(String name, Class<R> type, R otherwise) {
        UsageSetting setting = entities.find(UsageSetting.class, name);
        return setting == null
                ? new Setting<>(otherwise, 0)
                : new Setting<>(JsonRecords.readKnown(setting.value(), type), setting.version());
    }

    private void write(String name, Setting<?> before, Record value, Long seenVersion) {
        String what = "The setting " + name;
        if (seenVersion != null && seenVersion != before.version()) {
            throw RegistryException.stale(what, seenVersion, before.version());
        }
        UsageSetting known = entities.find(UsageSetting.class, name);
        UsageSetting setting = known == null ? new UsageSetting(name) : known;
        setting.set(JsonRecords.write(value), actor.get(), Instant.now());
        try {
            entities.persist(setting);
            entities.flush();
        } catch (OptimisticLockException otherWasFirst) {
            throw RegistryException.stale(what);
        } catch (PersistenceException failed) {
            if (DatabaseFailure.violatedConstraint(failed).isPresent()) {
                throw RegistryException.stale(what);
            }
            throw failed;
        }
        audit.record(
                actor.get(),
                "settings.edited",
                new AuditTarget("settings", name, name),
                JsonRecords.write(before.value()),
                JsonRecords.write(value));
    }
}
