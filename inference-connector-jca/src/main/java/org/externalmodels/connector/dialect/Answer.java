package org.externalmodels.connector.dialect;

import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;

/** What a provider said, before the engine adds who was asked. */
public record Answer(
        String text,
        Optional<String> reasoning,
        List<ToolCall> toolCalls,
        List<Media> images,
        FinishReason finishReason,
        Structure structure,
        TokenUsage usage,
        Optional<String> providerModel) {

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
}
