package org.externalmodels.inference;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Texts to turn into vectors.
 *
 * @param inputs at least one text
 * @param dimensions the length of the vectors, {@code null} for the model's own
 * @param purpose what the vectors are for, {@code null} to leave it to the model; a model whose wire format has no such thing
 *     refuses it
 * @param timeout the most time the call may take, {@code null} for the factory's or the model's
 * @param tags kept with the trace, for attribution
 */
public record EmbeddingRequest(
        List<String> inputs, Integer dimensions, EmbeddingPurpose purpose, Duration timeout, Map<String, String> tags) {
    public EmbeddingRequest {
        inputs = List.copyOf(inputs);
        tags = Map.copyOf(tags);
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("inputs must have at least one text");
        }
        if (dimensions != null && dimensions < 1) {
            throw new IllegalArgumentException("dimensions must be at least 1, not " + dimensions);
        }
    }

    /** Texts for no purpose in particular. */
    public EmbeddingRequest(List<String> inputs, Integer dimensions, Duration timeout, Map<String, String> tags) {
        this(inputs, dimensions, null, timeout, tags);
    }

    public static EmbeddingRequest of(String... inputs) {
        return new EmbeddingRequest(List.of(inputs), null, null, Map.of());
    }

    /** The same texts for a purpose. */
    public EmbeddingRequest withPurpose(EmbeddingPurpose value) {
        return new EmbeddingRequest(inputs, dimensions, value, timeout, tags);
    }

    @Override
    public String toString() {
        return "EmbeddingRequest[" + inputs.size() + " inputs]";
    }
}
