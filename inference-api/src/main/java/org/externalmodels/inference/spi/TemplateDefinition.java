package org.externalmodels.inference.spi;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A request written by the administrator, and where in the answer to look.
 *
 * @param variables what the body may use
 * @param body JSON with {@code {{name}}} in it
 * @param paths where the answer is
 */
public record TemplateDefinition(List<VariableDefinition> variables, String body, Paths paths) {
    public TemplateDefinition {
        variables = List.copyOf(variables);
        Objects.requireNonNull(body, "body");
        Objects.requireNonNull(paths, "paths");
    }

    /**
     * JSON paths into the answer, with or without a leading {@code $.}.
     *
     * @param output the text of the answer
     * @param inputTokens the tokens read
     * @param outputTokens the tokens written
     * @param delta in each event of a stream, more of the text
     */
    public record Paths(
            Optional<String> output,
            Optional<String> inputTokens,
            Optional<String> outputTokens,
            Optional<String> delta) {
        public Paths {
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(inputTokens, "inputTokens");
            Objects.requireNonNull(outputTokens, "outputTokens");
            Objects.requireNonNull(delta, "delta");
        }
    }
}
