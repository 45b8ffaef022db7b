package org.externalmodels.connector.dialect;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;

/**
 * What a provider made of texts, before the engine adds who was asked.
 *
 * @param vectors one for each input, in order
 * @param usage tokens read
 * @param served what was asked elsewhere on its behalf; empty if it answered by itself
 */
public record Vectors(List<float[]> vectors, TokenUsage usage, Optional<Served> served) {
    /** Refuses what nobody can compare with another: {@code INVALID_RESPONSE}. */
    public Vectors {
        vectors = List.copyOf(vectors);
        vectors.forEach(Vectors::check);
    }

    private static void check(float[] vector) {
        if (vector.length == 0) {
            throw new InferenceException(FailureCode.INVALID_RESPONSE, "a vector of the answer is empty");
        }
        for (float part : vector) {
            if (!Float.isFinite(part)) {
                throw new InferenceException(
                        FailureCode.INVALID_RESPONSE,
                        "a vector of the answer has a number in it that is none, or too large: " + part);
            }
        }
    }

    /** Vectors of a provider's. */
    public Vectors(List<float[]> vectors, TokenUsage usage) {
        this(vectors, usage, Optional.empty());
    }

    /** For wire formats that cannot say what vectors are for. */
    static void refusePurpose(EmbeddingRequest request) {
        if (request.purpose() != null) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "the provider is not told what vectors are for, but the purpose is "
                            + request.purpose().wireName());
        }
    }
}
