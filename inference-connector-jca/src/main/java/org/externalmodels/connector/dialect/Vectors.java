package org.externalmodels.connector.dialect;

import java.util.List;
import org.externalmodels.inference.TokenUsage;

/**
 * What a provider made of texts, before the engine adds who was asked.
 *
 * @param vectors one for each input, in order
 * @param usage tokens read
 */
public record Vectors(List<float[]> vectors, TokenUsage usage) {
    public Vectors {
        vectors = List.copyOf(vectors);
    }
}
