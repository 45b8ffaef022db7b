package org.externalmodels.registry.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.publication.Assembly;

/** Loads what a test call needs in a transaction of its own: the call itself, which may be slow, holds none. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class TestPreparation {

    private final Models models;
    private final Assembly assembly;
    private final AuditLog audit;

    protected TestPreparation() {
        this(null, null, null);
    }

    @Inject
    public TestPreparation(Models models, Assembly assembly, AuditLog audit) {
        this.models = models;
        this.assembly = assembly;
        this.audit = audit;
    }

    /** The newest revision, and the note that somebody tests it. */
    public ModelDefinition prepare(Actor actor, String modelId, String connection) {
        Model model = models.get(modelId);
        var details = Json.createObjectBuilder()
                .add("revision", model.newestRevision())
                .add("connection", JsonRecords.json(connection))
                .build();
        audit.record(actor, "model.tested", AuditTarget.of(model), null, details);
        return assembly.of(model, models.revision(model, model.newestRevision()));
    }
}
