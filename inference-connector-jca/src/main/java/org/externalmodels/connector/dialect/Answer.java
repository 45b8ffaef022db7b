package org.externalmodels.connector.dialect;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;

/**
 * What a provider said, before the engine adds who was asked.
 *
 * @param finishReason {@link FinishReason#TOOL_CALLS} also of a provider that calls tools and says that it just stopped, as
 *     OpenAI does if it was told which tool to call
 * @param refused whether its text is the model's refusal to answer, as the provider tells
 * @param stopSequence which of the stop texts ended it; empty if none did, or the provider does not tell
 * @param audioMillis how much sound it says it listened to; empty if it does not say
 * @param served what was asked elsewhere on its behalf; empty if it answered by itself
 */
public record Answer(
        String text,
        Optional<String> reasoning,
        List<ToolCall> toolCalls,
        List<Media> images,
        FinishReason finishReason,
        boolean refused,
        Optional<String> stopSequence,
        Structure structure,
        TokenUsage usage,
        Optional<String> providerModel,
        OptionalLong audioMillis,
        Optional<Served> served) {

    public Answer {
        boolean ended = finishReason == FinishReason.STOP || finishReason == FinishReason.UNKNOWN;
        finishReason = ended && !toolCalls.isEmpty() ? FinishReason.TOOL_CALLS : finishReason;
    }

    /** An answer of a provider's. */
    public Answer(
            String text,
            Optional<String> reasoning,
            List<ToolCall> toolCalls,
            List<Media> images,
            FinishReason finishReason,
            Structure structure,
            TokenUsage usage,
            Optional<String> providerModel,
            OptionalLong audioMillis) {
        this(
                text,
                reasoning,
                toolCalls,
                images,
                finishReason,
                false,
                Optional.empty(),
                structure,
                usage,
                providerModel,
                audioMillis,
                Optional.empty());
    }

    /** An answer that says nothing of sound. */
    public Answer(
            String text,
            Optional<String> reasoning,
            List<ToolCall> toolCalls,
            List<Media> images,
            FinishReason finishReason,
            Structure structure,
            TokenUsage usage,
            Optional<String> providerModel) {
        this(text, reasoning, toolCalls, images, finishReason, structure, usage, providerModel, OptionalLong.empty());
    }

    /** An answer of words only. */
    public static Answer text(String text, TokenUsage usage) {
        return new Answer(
                text,
                Optional.empty(),
                List.of(),
                List.of(),
                FinishReason.UNKNOWN,
                Structure.NONE,
                usage,
                Optional.empty());
    }

    /**
     * The same, ended by a stop text.
     *
     * @param stop the text, {@code null} if none ended it or nobody knows which
     */
    Answer stoppedAt(String stop) {
        return stop == null
                ? this
                : new Answer(
                        text,
                        reasoning,
                        toolCalls,
                        images,
                        finishReason,
                        refused,
                        Optional.of(stop),
                        structure,
                        usage,
                        providerModel,
                        audioMillis,
                        served);
    }

    /** The same, whose text is a refusal if so told: nobody gets what was asked for. */
    Answer refused(boolean told) {
        return told
                ? new Answer(
                        text,
                        reasoning,
                        toolCalls,
                        images,
                        FinishReason.CONTENT_FILTER,
                        true,
                        stopSequence,
                        structure,
                        usage,
                        providerModel,
                        audioMillis,
                        served)
                : this;
    }

    /**
     * The same, of a provider that tells whether a stop text ended it and not which: that is known if there was only one.
     *
     * @param stopped whether a stop text ended it
     */
    Answer stoppedAtOneOf(List<String> stops, boolean stopped) {
        return stopped && stops.size() == 1 ? stoppedAt(stops.get(0)) : this;
    }

    /** What people may see of it in a trace: its words, and of images their type and size. */
    public String shown() {
        return images.isEmpty()
                ? text
                : Stream.concat(Stream.of(text), images.stream().map(image -> "[" + image + "]"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n"));
    }
}
