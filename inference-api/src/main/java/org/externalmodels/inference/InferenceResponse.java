package org.externalmodels.inference;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What the model answered.
 *
 * @param text the answer; empty if there is none beside tool calls or images. With a {@link ResponseFormat} of JSON, the
 *     JSON text
 * @param reasoning what the model let be seen of its thinking
 * @param toolCalls the tools it wants run, in order
 * @param images the images it made, in order
 * @param finishReason why it ended
 * @param stopSequence which of the stop texts ended it; empty if none did, or the provider does not tell
 * @param structure how a structured answer was obtained
 * @param usage tokens read and written
 * @param modelName the registered name of the model
 * @param connectionName the connection that was used
 * @param providerModel the provider's own name of the model that answered, if it told
 * @param traceId under which the call is found in the traces
 * @param fromCache whether it was given before to the same question and the provider was not asked again; its tokens are
 *     those of then, and cost nothing now
 * @param refused whether the text is the model's refusal to answer, as some providers tell; then the finish reason is {@link
 *     FinishReason#CONTENT_FILTER}
 */
public record InferenceResponse(
        String text,
        Optional<String> reasoning,
        List<ToolCall> toolCalls,
        List<Media> images,
        FinishReason finishReason,
        Optional<String> stopSequence,
        Structure structure,
        TokenUsage usage,
        String modelName,
        String connectionName,
        Optional<String> providerModel,
        String traceId,
        boolean fromCache,
        boolean refused) {

    public InferenceResponse {
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(finishReason, "finishReason");
        Objects.requireNonNull(stopSequence, "stopSequence");
        Objects.requireNonNull(structure, "structure");
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(traceId, "traceId");
        toolCalls = List.copyOf(toolCalls);
        images = List.copyOf(images);
    }

    /** What a provider answered just now, neither ended by a stop text nor refused. */
    public InferenceResponse(
            String text,
            Optional<String> reasoning,
            List<ToolCall> toolCalls,
            List<Media> images,
            FinishReason finishReason,
            Structure structure,
            TokenUsage usage,
            String modelName,
            String connectionName,
            Optional<String> providerModel,
            String traceId) {
        this(
                text,
                reasoning,
                toolCalls,
                images,
                finishReason,
                Optional.empty(),
                structure,
                usage,
                modelName,
                connectionName,
                providerModel,
                traceId,
                false,
                false);
    }

    /** The structured answer as JSON text; empty if none was asked for. */
    public Optional<String> json() {
        return structure == Structure.NONE ? Optional.empty() : Optional.of(text);
    }

    /** How a structured answer was obtained. */
    public enum Structure {
        /** None was asked for. */
        NONE,
        /** The provider guarantees it. */
        NATIVE,
        /** The prompt asked for it. */
        PROMPTED
    }

    /** Without the words of the answer: a log is no place for them. */
    @Override
    public String toString() {
        return "InferenceResponse[" + modelName + "/" + connectionName + ", " + finishReason + ", " + text.length()
                + " characters, trace " + traceId + "]";
    }
}
