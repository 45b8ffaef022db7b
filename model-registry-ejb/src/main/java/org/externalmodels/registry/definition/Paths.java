package org.externalmodels.registry.definition;

import java.util.Optional;
import org.externalmodels.inference.spi.TemplateDefinition;

/**
 * JSON paths into the answer of a template; each may be {@code null}.
 *
 * @param output the text
 * @param inputTokens the tokens read
 * @param outputTokens the tokens written
 * @param delta in each event of a stream, more of the text
 * @param end the text of a stream's last event, such as {@code [DONE]}, or a path with a leading {@code $} to what only that has
 */
public record Paths(String output, String inputTokens, String outputTokens, String delta, String end) {

    /** Nothing is looked for. */
    public static final Paths NONE = new Paths(null, null, null, null, null);

    /** The paths as the adapter knows them; blank ones are none. */
    public TemplateDefinition.Paths published() {
        return new TemplateDefinition.Paths(
                present(output), present(inputTokens), present(outputTokens), present(delta), present(end));
    }

    private static Optional<String> present(String path) {
        return Optional.ofNullable(path).filter(text -> !text.isBlank());
    }
}
