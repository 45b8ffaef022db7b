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
 * @param audioMillis how much sound it says it listened to; empty if it does not say
 * @param served what was asked elsewhere on its behalf; empty if it answered by itself
 */
public record Answer(
        String text,
        Optional<String> reasoning,
        List<ToolCall> toolCalls,
        List<Media> images,
        FinishReason finishReason,
        Structure structure,
        TokenUsage usage,
        Optional<String> providerModel,
        OptionalLong audioMillis,
        Optional<Served> served) {

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

    /** What people may see of it in a trace: its words, and of images their type and size. */
    public String shown() {
        return images.isEmpty()
                ? text
                : Stream.concat(Stream.of(text), images.stream().map(image -> "[" + image + "]"))
                        .filter(part -> !part.isEmpty())
                        .collect(Collectors.joining("\n"));
    }
}
