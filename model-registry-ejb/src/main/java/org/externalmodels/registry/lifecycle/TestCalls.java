package org.externalmodels.registry.lifecycle;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;

/** Test calls: the code of every other call, with the stored secrets, on drafts too. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class TestCalls {

    private final TestPreparation preparation;
    private final ModelDirectory directory;

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
    }

    /**
     * Calls the draft of a model, or the revision that serves if no draft is open.
     *
     * @param connection the name of a connection, {@code null} for the first
     * @param values of variables; {@code prompt} and {@code system_prompt} also become messages
     * @return what was sent and received, or how it failed
     * @throws InferenceException for what failed before anything was sent
     */
    public ProbeResult test(String modelId, String connection, Map<String, ?> values) {
        ModelDefinition definition = preparation.prepare(Actor.of(context), modelId, connection);
        InferenceRequest request = request(values);
        try {
            // The call's own total time limit ends this wait.
            return directory
                    .probe(definition, connection, request)
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof InferenceException refused) {
                throw refused;
            }
            throw failed;
        }
    }

    private static InferenceRequest request(Map<String, ?> values) {
        InferenceRequest.Builder request = InferenceRequest.builder().variables(values);
        if (values.get("system_prompt") instanceof String system) {
            request.system(system);
        }
        if (values.get("prompt") instanceof String prompt) {
            request.user(prompt);
        }
        return request.build();
    }
}
