package org.externalmodels.registry.audit;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.json.JsonRecords;

/** Reads the audit log and checks that nobody has touched it. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.AUDITOR})
@TransactionManagement(TransactionManagementType.BEAN)
public class AuditTrail {

    private final EntityManager entities;
    private final AuditVerification verification;
    private final AuditNotes notes;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public AuditTrail() {
        this(null, null, null, null);
    }

    @Inject
    public AuditTrail(EntityManager entities, AuditVerification verification, AuditNotes notes) {
        this.entities = entities;
        this.verification = verification;
        this.notes = notes;
        this.actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public AuditTrail(EntityManager entities, AuditVerification verification, AuditNotes notes, Supplier<Actor> actor) {
        this.entities = entities;
        this.verification = verification;
        this.notes = notes;
        this.actor = actor;
    }

    /**
     * Lists entries, newest first, from where another part ended.
     *
     * @param after {@link Slice#next} of the part before, empty for the newest
     */
    public Slice<AuditItem> slice(AuditFilter filter, int limit, Optional<String> after) {
        List<AuditEntry> found = new AuditSearch(entities, filter).page(limit + 1, after.map(AuditPlace::parse));
        Optional<String> next = found.size() > limit ? Optional.of(place(found.get(limit - 1))) : Optional.empty();
        return new Slice<>(found.stream().limit(limit).map(AuditItem::of).toList(), next);
    }

    private static String place(AuditEntry entry) {
        return new AuditPlace(entry.time(), entry.id()).toString();
    }

    /**
     * Begins to take all entries of a filter out, newest first, and notes who does. {@link #slice} has the parts that follow.
     *
     * @param limit the most entries of the first part
     */
    public Slice<AuditItem> export(AuditFilter filter, int limit) {
        notes.record(
                actor.get(),
                "audit-log.exported",
                new AuditTarget("audit-log", "audit-log", "audit log"),
                null,
                JsonRecords.write(filter));
        return slice(filter, limit, Optional.empty());
    }

    /**
     * Checks the chain from its beginning.
     *
     * @param known an end of the chain that was seen earlier and noted elsewhere, empty for none
     */
    public AuditVerdict verify(Optional<AuditVerdict.End> known) {
        return verification.verify(known);
    }
}
