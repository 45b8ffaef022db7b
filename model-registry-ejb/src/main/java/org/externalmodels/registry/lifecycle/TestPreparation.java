package org.externalmodels.registry.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.OptionalInt;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.publication.Assembly;

/** Loads what a test call needs in a transaction of its own: the call itself, which may be slow, holds none. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class TestPreparation {

    private final Models models;
    private final Assembly assembly;
    private final Keys keys;
    private final SecretHeaders headers;
    private final AuditLog audit;

    protected TestPreparation() {
        this(null, null, null, null, null);
    }

    @Inject
    public TestPreparation(Models models, Assembly assembly, Keys keys, SecretHeaders headers, AuditLog audit) {
        this.models = models;
        this.assembly = assembly;
        this.keys = keys;
        this.headers = headers;
        this.audit = audit;
    }

    /**
     * The revision that is tested, and the note that somebody tests it.
     *
     * @param number of the revision, empty for the newest
     */
    public ModelDefinition prepare(Actor actor, String modelId, OptionalInt number, String connection) {
        Model model = models.get(modelId);
        Revision revision = models.askedRevision(model, number.orElse(model.newestRevision()));
        refuseUnknown(model, connection);
        DefinitionCheck.refuse(
                new CallObstacles(models, keys, headers, assembly).of(model, revision.definition(), connection));
        var details = Json.createObjectBuilder()
                .add("revision", revision.revision())
                .add("connection", JsonRecords.json(connection))
                .build();
        audit.record(actor, "model.tested", AuditTarget.of(model), null, details);
        return Explored.of(assembly.of(model, revision));
    }

    private void refuseUnknown(Model model, String connection) {
        if (connection != null
                && models.connections(model).stream()
                        .noneMatch(known -> Definition.nameKey(known.name()).equals(Definition.nameKey(connection)))) {
            throw RegistryException.invalid(
                    "connection", "The model " + model.name() + " has no connection of this name");
        }
    }
}
