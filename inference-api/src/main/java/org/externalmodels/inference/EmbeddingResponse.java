package org.externalmodels.inference;

import java.util.List;
import java.util.Objects;

/**
 * Vectors for texts.
 *
 * @param vectors one for each input, in order; the caller owns the arrays
 * @param usage tokens read
 * @param modelName the registered name of the model
 * @param connectionName the connection that was used
 * @param traceId under which the call is found in the traces
 * @param fromCache whether they were given before for the same texts and the provider was not asked again
 */
public record EmbeddingResponse(
        List<float[]> vectors,
        TokenUsage usage,
        String modelName,
        String connectionName,
        String traceId,
        boolean fromCache) {
    public EmbeddingResponse {
        vectors = List.copyOf(vectors);
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(traceId, "traceId");
    }

    /** What a provider answered just now. */
    public EmbeddingResponse(
            List<float[]> vectors, TokenUsage usage, String modelName, String connectionName, String traceId) {
        this(vectors, usage, modelName, connectionName, traceId, false);
    }

    @Override
    public String toString() {
        return "EmbeddingResponse[" + vectors.size() + " vectors, trace " + traceId + "]";
    }
}
