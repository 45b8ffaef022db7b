package org.externalmodels.connector.dialect;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.ToolCall;

/** The answer that a whole chat completion is. */
final class OpenAiCompletion {

    private OpenAiCompletion() {}

    static Answer read(AnswerBody body, Structure structure) {
        OpenAiDocument completion = ProviderJson.readObject(body, OpenAiDocument::read);
        if (!completion.hasMessage() && completion.error() != null) {
            throw OpenAiErrors.inAnswer(completion.error());
        }
        if (!completion.hasMessage()) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the answer is no chat completion: it has no choices[0].message");
        }
        // Compatible servers have an empty one in every answer.
        String refusal = Objects.requireNonNullElse(completion.refusal(), "");
        String content = Objects.requireNonNullElse(completion.content(), "");
        return new Answer(
                        PromptedSchema.answered(content + refusal, structure),
                        Optional.ofNullable(completion.reasoning()),
                        toolCalls(completion.toolCalls()),
                        List.of(),
                        OpenAiChat.finishReason(completion.finishReason()),
                        structure,
                        completion.usage(),
                        Optional.ofNullable(completion.model()))
                .refused(!refusal.isEmpty());
    }

    private static List<ToolCall> toolCalls(JsonArray sent) {
        List<ToolCall> calls = new ArrayList<>(sent.size());
        for (JsonValue item : sent) {
            if (item instanceof JsonObject call) {
                JsonObject function = ProviderJson.object(call, "function");
                String id = ProviderJson.string(call, "id");
                String name = ProviderJson.string(function, "name");
                String arguments = ProviderJson.string(function, "arguments");
                if (id == null || name == null) {
                    throw new InferenceException(
                            FailureCode.INVALID_RESPONSE, "the answer has a tool call without id or name");
                }
                calls.add(new ToolCall(id, name, arguments == null ? "" : arguments));
            }
        }
        return calls;
    }
}
