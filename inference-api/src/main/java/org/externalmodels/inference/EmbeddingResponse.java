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
 */
public record EmbeddingResponse(
        List<float[]> vectors, TokenUsage usage, String modelName, String connectionName, String traceId) {
    public EmbeddingResponse {
        vectors = List.copyOf(vectors);
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(traceId, "traceId");
    }

    @Override
    public String toString() {
        return "EmbeddingResponse[" + vectors.size() + " vectors, trace " + traceId + "]";
    }
}
