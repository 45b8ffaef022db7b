package org.externalmodels.langchain4j;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.OptionalLong;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ToolCall;

/** The adapter's responses as LangChain4j's. */
final class ChatResponses {

    private ChatResponses() {}

    /** Its id is the trace's, so that an answer can be found in the console. */
    static ChatResponse of(InferenceResponse response) {
        AiMessage.Builder message = AiMessage.builder()
                .text(response.text().isEmpty() && !response.toolCalls().isEmpty() ? null : response.text())
                .toolExecutionRequests(response.toolCalls().stream()
                        .map(ChatResponses::request)
                        .toList());
        response.reasoning().ifPresent(message::thinking);
        return ChatResponse.builder()
                .aiMessage(message.build())
                .id(response.traceId())
                .modelName(response.providerModel().orElse(response.modelName()))
                .tokenUsage(usage(response.usage()))
                .finishReason(reason(response.finishReason()))
                .build();
    }

    static ToolExecutionRequest request(ToolCall call) {
        return ToolExecutionRequest.builder()
                .id(call.id())
                .name(call.name())
                .arguments(call.arguments())
                .build();
    }

    /** Unknown stays unknown: {@code null}, never 0. */
    private static TokenUsage usage(org.externalmodels.inference.TokenUsage usage) {
        Integer input = count(usage.inputTokens());
        Integer output = count(usage.outputTokens());
        OptionalLong both =
                input == null || output == null ? OptionalLong.empty() : OptionalLong.of((long) input + output);
        return new TokenUsage(input, output, count(both));
    }

    /** A count that this interface has no number for is unknown to it as well. */
    static Integer count(OptionalLong tokens) {
        return tokens.isEmpty() || tokens.getAsLong() > Integer.MAX_VALUE ? null : (Integer) (int) tokens.getAsLong();
    }

    private static FinishReason reason(org.externalmodels.inference.FinishReason reason) {
        return switch (reason) {
            case STOP -> FinishReason.STOP;
            case LENGTH -> FinishReason.LENGTH;
            case TOOL_CALLS -> FinishReason.TOOL_EXECUTION;
            case CONTENT_FILTER -> FinishReason.CONTENT_FILTER;
            case OTHER -> FinishReason.OTHER;
            case UNKNOWN -> null;
        };
    }
}
