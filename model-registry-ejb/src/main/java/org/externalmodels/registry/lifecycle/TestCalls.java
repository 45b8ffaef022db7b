package org.externalmodels.registry.lifecycle;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;

/**
 * Test calls: the code of every other call, with the stored secrets, on drafts too. Nobody is billed for them, as they leave no
 * record; limits and budgets bind and count them like every call, because the provider does.
 */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
@TransactionManagement(TransactionManagementType.BEAN)
public class TestCalls {

    private final TestPreparation preparation;
    private final ModelDirectory directory;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public TestCalls() {
        this(null, null);
    }

    @Inject
    public TestCalls(TestPreparation preparation, ModelDirectory directory) {
        this.preparation = preparation;
        this.directory = directory;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public TestCalls(TestPreparation preparation, ModelDirectory directory, Supplier<Actor> actor) {
        this.preparation = preparation;
        this.directory = directory;
        this.actor = actor;
    }

    /**
     * Calls the draft of a model, or the revision that serves if no draft is open.
     *
     * @param connection the name of a connection, {@code null} for the first
     * @param values of the template's variables; for another wire format {@code prompt} and {@code system_prompt}
     * @return what was sent and received, or how it failed
     * @throws RegistryException for what failed before anything was sent
     */
    public ProbeResult test(String modelId, String connection, Map<String, ?> values) {
        return test(modelId, OptionalInt.empty(), connection, values);
    }

    /**
     * Calls one revision of a model.
     *
     * @param revision its number; empty for the draft, or the revision that serves if no draft is open
     */
    public ProbeResult test(String modelId, OptionalInt revision, String connection, Map<String, ?> values) {
        PreparedTest prepared = preparation.prepare(actor.get(), modelId, revision, connection);
        ProbeResult result = call(prepared.definition(), connection, values);
        preparation.note(actor.get(), modelId, prepared, result);
        return result;
    }

    private ProbeResult call(ModelDefinition definition, String connection, Map<String, ?> values) {
        try {
            // The call's own total time limit ends this wait.
            return directory
                    .probe(definition, connection, TestRequest.of(definition, values))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof InferenceException refused ? refusal(refused) : failed;
        } catch (InferenceException refused) {
            throw refusal(refused);
        }
    }

    private static RegistryException refusal(InferenceException refused) {
        return RegistryException.invalid("values", refused.code() + ": " + refused.getMessage());
    }
}
