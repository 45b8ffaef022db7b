package org.externalmodels.registry.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Connection;
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

    /** The newest revision, and the note that somebody tests it. */
    public ModelDefinition prepare(Actor actor, String modelId, String connection) {
        Model model = models.get(modelId);
        Revision revision = models.revision(model, model.newestRevision());
        DefinitionCheck.refuse(obstacles(model, revision.definition(), connection));
        var details = Json.createObjectBuilder()
                .add("revision", model.newestRevision())
                .add("connection", JsonRecords.json(connection))
                .build();
        audit.record(actor, "model.tested", AuditTarget.of(model), null, details);
        return assembly.of(model, revision);
    }

    /** What a call would leave out in silence, or what would make it fail under another name. */
    private List<DefinitionProblem> obstacles(Model model, Definition definition, String connection) {
        List<DefinitionProblem> problems = new ArrayList<>();
        for (Header header : headers.withoutValue(model, definition)) {
            problems.add(DefinitionProblem.of(
                    "headers[" + definition.headers().indexOf(header) + "].value",
                    "There is no readable value of " + header.name() + ": give it again"));
        }
        problems.addAll(SecretHeaderOrigins.ofDefinition(definition, models.connections(model)));
        for (Connection keyless : keys.withoutKeyFor(model, definition)) {
            if (connection != null && Definition.nameKey(connection).equals(Definition.nameKey(keyless.name()))) {
                problems.add(DefinitionProblem.of(
                        "connection", "The key of " + keyless.name() + " was given for another host: give it again"));
            }
        }
        return problems;
    }
}
