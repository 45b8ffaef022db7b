package org.externalmodels.registry.support;

import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.audit.AuditFilter;
import org.externalmodels.registry.audit.AuditItem;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditNotes;
import org.externalmodels.registry.audit.AuditPages;
import org.externalmodels.registry.audit.AuditSealer;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.audit.AuditTrail;
import org.externalmodels.registry.audit.AuditVerdict;
import org.externalmodels.registry.audit.AuditVerification;
import org.externalmodels.registry.secrets.OpenVault;

/** The audit log without a container: each method of its parts in a transaction, as their annotations have it. */
public final class TestAudit {

    private final TestDatabase database;
    private final OpenVault vault;

    public TestAudit(TestDatabase database, OpenVault vault) {
        this.database = database;
        this.vault = vault;
    }

    public AuditSealer sealer() {
        return new AuditSealer(null, vault) {
            @Override
            public boolean seal() {
                return database.inTransaction(entities -> new AuditSealer(entities, vault).seal());
            }
        };
    }

    public AuditNotes notes() {
        return new AuditNotes(null) {
            @Override
            public void record(Actor actor, String action, AuditTarget target, JsonValue before, JsonValue after) {
                database.run(entities -> new AuditLog(entities, vault).record(actor, action, target, before, after));
            }
        };
    }

    public AuditTrail trail(Actor actor) {
        return new AuditTrail(null, null, null, null) {
            @Override
            public Slice<AuditItem> slice(AuditFilter filter, int limit, Optional<String> after) {
                return database.inTransaction(entities -> real(entities).slice(filter, limit, after));
            }

            @Override
            public Slice<AuditItem> export(AuditFilter filter, int limit) {
                return database.inTransaction(entities -> real(entities).export(filter, limit));
            }

            @Override
            public AuditVerdict verify(Optional<AuditVerdict.End> known) {
                return real(null).verify(known);
            }

            private AuditTrail real(EntityManager entities) {
                return new AuditTrail(entities, new AuditVerification(sealer(), pages(), vault), notes(), () -> actor);
            }
        };
    }

    private AuditPages pages() {
        return new AuditPages(null) {
            @Override
            public AuditVerdict.End end() {
                return database.inTransaction(entities -> new AuditPages(entities).end());
            }

            @Override
            public List<AuditEntry> after(long position, long last) {
                return database.inTransaction(entities -> new AuditPages(entities).after(position, last));
            }

            @Override
            public List<AuditEntry> beyond(long last) {
                return database.inTransaction(entities -> new AuditPages(entities).beyond(last));
            }
        };
    }
}
