package org.externalmodels.inference;

import java.io.Serializable;

/**
 * Gives connections to the models registered on this server. Looked up or injected under {@code eis/ExternalModels}, or
 * under a name of the administrator's that is bound to one model:
 *
 * <pre>{@code
 * @Resource(lookup = "eis/ExternalModels") ModelConnectionFactory models;
 *
 * try (ModelConnection gpt = models.getConnection("gpt-4o", "claims")) {
 *     return gpt.infer(InferenceRequest.prompt("Summarise this claim: " + claim)).text();
 * }
 * }</pre>
 *
 * <p>Getting a connection does no input or output and resolves no name: an unknown or inactive model is reported by the
 * call, because a connection always uses the revision that is current when it calls. Factories are shared by threads.
 */
public interface ModelConnectionFactory extends Serializable {

    /**
     * Returns a connection to the factory's default model, set by its configuration properties {@code model} and
     * {@code connection}.
     *
     * @throws InferenceException {@link FailureCode#INVALID_REQUEST} if the factory has no default model,
     *     {@link FailureCode#LIMIT_EXCEEDED} if the container's pool gave none in time
     */
    ModelConnection getConnection();

    /**
     * Returns a connection to a model through any of its active connections.
     *
     * @param model the registered name, compared without case
     * @throws InferenceException {@link FailureCode#LIMIT_EXCEEDED} if the container's pool gave none in time
     */
    ModelConnection getConnection(String model);

    /**
     * Returns a connection to a model through one of its named connections.
     *
     * @param model the registered name, compared without case
     * @param connection the name of a connection of that model; {@code null} for any
     * @throws InferenceException {@link FailureCode#LIMIT_EXCEEDED} if the container's pool gave none in time
     */
    ModelConnection getConnection(String model, String connection);
}
