package org.externalmodels.registry.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.ConnectionCheck;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.publication.Assembly;

/** What a test call does in the database before and after it. The call itself, which may be slow, holds no transaction. */
@ApplicationScoped
@OwnTransaction
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
    public PreparedTest prepare(Actor actor, String modelId, OptionalInt number, String connection) {
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
        return new PreparedTest(
                Explored.of(assembly.of(model, revision)),
                revision.revision(),
                revision.changedAt(),
                models.connections(model).stream()
                        .collect(Collectors.toMap(Connection::id, tried -> credentials(model, revision, tried))));
    }

    private TriedCredentials credentials(Model model, Revision revision, Connection connection) {
        return TriedCredentials.of(models, keys, model, revision.definition(), connection);
    }

    /** Notes what a test has shown, as far as what it was made with is still what is stored. */
    public void note(Actor actor, String modelId, PreparedTest tested, ProbeResult result) {
        Model model = models.get(modelId);
        if (result.response().isPresent()) {
            models.revisionIfAny(model, tested.revision())
                    .filter(revision -> revision.changedAt().equals(tested.writtenAt()))
                    .ifPresent(revision -> revision.tested(Workshop.now()));
        }
        if (CheckOutcome.of(result).verified()) {
            noteVerified(actor, model, tested, connectionName(result));
        }
    }

    private static Optional<String> connectionName(ProbeResult result) {
        return result.response()
                .map(InferenceResponse::connectionName)
                .or(() -> result.failure().flatMap(InferenceException::connectionName));
    }

    /** Of a draft that calls another host nothing can be noted while another revision serves. */
    private void noteVerified(Actor actor, Model model, PreparedTest tested, Optional<String> name) {
        Revision shown = models.revision(model, model.shownRevision());
        for (Connection connection : models.connections(model)) {
            TriedCredentials stored = credentials(model, shown, connection);
            if (name.filter(connection.name()::equals).isPresent()
                    && stored.equals(tested.credentials().get(connection.id()))) {
                noteVerified(actor, model, connection, stored);
            }
        }
    }

    private void noteVerified(Actor actor, Model model, Connection connection, TriedCredentials credentials) {
        ConnectionCheck check = models.check(connection);
        if (check.outcome() == Verification.VERIFIED && check.isOf(credentials.origin(), credentials.fingerprint())) {
            return;
        }
        check.found(
                credentials.origin(),
                credentials.fingerprint(),
                Verification.VERIFIED,
                Optional.empty(),
                actor.name(),
                Workshop.now());
        models.add(check);
        audit.record(
                actor,
                "connection.checked",
                AuditTarget.of(model, connection),
                null,
                AuditView.of(CheckOutcome.VERIFIED));
    }

    private void refuseUnknown(Model model, String connection) {
        if (connection != null && models.connections(model).stream().noneMatch(known -> known.isNamed(connection))) {
            throw RegistryException.invalid(
                    "connection", "The model " + model.name() + " has no connection of this name");
        }
    }
}
