package org.externalmodels.registry.lifecycle;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.RefusedSecrets;

/** Asks providers whether they take the credentials of connections, by the least call that tells. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
@TransactionManagement(TransactionManagementType.BEAN)
public class ConnectionChecks {

    private final CheckSteps steps;
    private final ModelConnections connections;
    private final ModelDirectory directory;
    private final RefusedSecrets refusals;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public ConnectionChecks() {
        this(null, null, null, RefusedSecrets.UNNOTED);
    }

    @Inject
    public ConnectionChecks(
            CheckSteps steps, ModelConnections connections, ModelDirectory directory, RefusedSecrets refusals) {
        this.steps = steps;
        this.connections = connections;
        this.directory = directory;
        this.refusals = refusals;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public ConnectionChecks(
            CheckSteps steps,
            ModelConnections connections,
            ModelDirectory directory,
            RefusedSecrets refusals,
            Supplier<Actor> actor) {
        this.steps = steps;
        this.connections = connections;
        this.directory = directory;
        this.refusals = refusals;
        this.actor = actor;
    }

    /** Checks what a connection has, switched on or off, and notes the outcome with it. */
    public CheckOutcome check(String modelId, String id) {
        TriedConnection tried = steps.asItIs(modelId, id);
        CheckOutcome outcome = outcome(tried);
        steps.note(actor.get(), modelId, id, tried, outcome);
        return outcome;
    }

    /**
     * Replaces a key once the provider has taken the new one. Until then, and if it does not, the old one serves. Whoever tried
     * it in vain is in the audit log too.
     *
     * @param seenVersion the version of the connection that the user saw, {@code null} to overwrite any
     * @throws RegistryException if the provider refuses the new key, in its words, or if that cannot be told
     */
    public void rotate(String modelId, String id, Long seenVersion, Secret newKey) {
        Secret key = Secret.of(newKey.reveal().strip());
        refusals.noting(actor, steps.given(modelId, id, key), () -> {
            replace(modelId, id, seenVersion, key);
            return null;
        });
    }

    private void replace(String modelId, String id, Long seenVersion, Secret key) {
        TriedConnection tried = steps.withKey(actor.get(), modelId, id, seenVersion, key);
        CheckOutcome outcome = outcome(tried);
        if (!outcome.verified()) {
            throw RegistryException.invalid("apiKey", kept(tried, outcome));
        }
        connections.swap(modelId, id, tried.version(), key, tried.origin());
    }

    private static String kept(TriedConnection tried, CheckOutcome outcome) {
        String what = switch (outcome.verification()) {
            case REFUSED -> "The provider refused the new key";
            case UNVERIFIED, AWAITING_TRUST, VERIFIED -> "Whether the provider takes the new key could not be told";
        };
        return what + ", and the connection " + tried.name() + " keeps the old one. "
                + outcome.words().orElse("");
    }

    private CheckOutcome outcome(TriedConnection tried) {
        try {
            // The call's own total time limit ends this wait.
            return CheckOutcome.of(directory
                    .probe(tried.definition(), tried.name(), CheapestRequest.of(tried.definition()))
                    .toCompletableFuture()
                    .join());
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof InferenceException before) {
                return CheckOutcome.of(before);
            }
            throw failed;
        } catch (InferenceException before) {
            return CheckOutcome.of(before);
        }
    }
}
