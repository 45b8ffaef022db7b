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
     * @param end what a stream is whole with: the text of its last event, such as {@code [DONE]}, or a path with a leading
     *     {@code $} at which the last event has something other than {@code null} and {@code false}; empty if the end of the
     *     answer is the only sign
     */
    public record Paths(
            Optional<String> output,
            Optional<String> inputTokens,
            Optional<String> outputTokens,
            Optional<String> delta,
            Optional<String> end) {
        public Paths {
            Objects.requireNonNull(output, "output");
            Objects.requireNonNull(inputTokens, "inputTokens");
            Objects.requireNonNull(outputTokens, "outputTokens");
            Objects.requireNonNull(delta, "delta");
            Objects.requireNonNull(end, "end");
        }

        /** Paths of a template whose streams have no sign of their end. */
        public Paths(
                Optional<String> output,
                Optional<String> inputTokens,
                Optional<String> outputTokens,
                Optional<String> delta) {
            this(output, inputTokens, outputTokens, delta, Optional.empty());
        }
    }
}
