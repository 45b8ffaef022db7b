package org.externalmodels.inference.spi;

import java.util.Objects;

/**
 * How many tokens a request has, as its provider counts them.
 *
 * @param inputTokens what it would read
 * @param modelName the registered name of the model
 * @param connectionName the connection over which it was asked
 */
public record TokenCount(long inputTokens, String modelName, String connectionName) {
    public TokenCount {
        Objects.requireNonNull(modelName, "modelName");
        Objects.requireNonNull(connectionName, "connectionName");
        if (inputTokens < 0) {
            throw new IllegalArgumentException("inputTokens must not be negative: " + inputTokens);
        }
    }
}
