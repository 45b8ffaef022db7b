package org.externalmodels.registry.lifecycle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.audit.GivenSecret;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.ConnectionCheck;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.publication.Assembly;

/** What a check does in the database before its call and after it. The call, which may be slow, holds no transaction. */
@ApplicationScoped
@OwnTransaction
public class CheckSteps {

    private final Models models;
    private final Assembly assembly;
    private final Keys keys;
    private final SecretHeaders headers;
    private final AuditLog audit;

    protected CheckSteps() {
        this(null, null, null, null, null);
    }

    @Inject
    public CheckSteps(Models models, Assembly assembly, Keys keys, SecretHeaders headers, AuditLog audit) {
        this.models = models;
        this.assembly = assembly;
        this.keys = keys;
        this.headers = headers;
        this.audit = audit;
    }

    /** The connection with what it has. */
    public TriedConnection asItIs(String modelId, String id) {
        Model model = models.get(modelId);
        Connection connection = models.connection(model, id, null);
        Revision revision = models.revision(model, model.shownRevision());
        Definition definition = revision.definition();
        List<DefinitionProblem> problems = new ArrayList<>(
                new CallObstacles(models, keys, headers, assembly).of(model, definition, connection.name()));
        return tried(model, revision, connection, problems, Optional.empty());
    }

    /** The connection with another key, which is stored nowhere yet. */
    public TriedConnection withKey(Actor actor, String modelId, String id, Long seenVersion, Secret key) {
        Model model = models.get(modelId);
        Connection connection = models.connection(model, id, seenVersion);
        KeyOwnership.check(actor, connection);
        List<DefinitionProblem> problems = new ArrayList<>();
        DefinitionRules.key(Optional.of(key), problems);
        DefinitionCheck.refuse(problems);
        keys.requireUnused(model, connection, key);
        Revision revision = models.revision(model, model.shownRevision());
        revision.definition().profileName().ifPresent(profile -> {
            throw RegistryException.invalid(
                    "apiKey", "Calls use the authorization profile " + profile + ", not a key of the connection");
        });
        problems.addAll(new CallObstacles(models, keys, headers, assembly).ofModel(model, revision.definition()));
        return tried(model, revision, connection, problems, Optional.of(key));
    }

    private TriedConnection tried(
            Model model,
            Revision revision,
            Connection connection,
            List<DefinitionProblem> problems,
            Optional<Secret> otherKey) {
        TriedCredentials credentials = TriedCredentials.of(models, keys, model, revision.definition(), connection);
        if (credentials.origin().equals(Keys.UNKNOWN)) {
            problems.add(DefinitionProblem.of("endpoint", "is required before credentials can be checked"));
        }
        DefinitionCheck.refuse(problems);
        return new TriedConnection(
                TriedConnection.alone(assembly.of(model, revision), connection.id(), otherKey),
                credentials.origin(),
                credentials.fingerprint(),
                connection.version());
    }

    /** What the audit log has if the connection does not get a key. */
    public List<GivenSecret> given(String modelId, String id, Secret key) {
        Model model = models.get(modelId);
        return GivenKeys.of(model, models.connection(model, id, null), Optional.of(key));
    }

    /** Notes what was found. It counts for the key and the host that were tried, whatever there is by now. */
    public void note(Actor actor, String modelId, String id, TriedConnection tried, CheckOutcome outcome) {
        Model model = models.get(modelId);
        Connection connection = models.connection(model, id, null);
        ConnectionCheck check = models.check(connection);
        check.found(
                tried.origin(),
                tried.fingerprint(),
                outcome.verification(),
                outcome.words(),
                actor.name(),
                Workshop.now());
        models.add(check);
        audit.record(actor, "connection.checked", AuditTarget.of(model, connection), null, AuditView.of(outcome));
    }
}
