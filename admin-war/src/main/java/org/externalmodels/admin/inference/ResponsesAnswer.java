package org.externalmodels.admin.inference;

import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.function.Supplier;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.registry.json.Json;

/**
 * Answers of OpenAI's Responses.
 *
 * @param asked the request, of which an answer repeats the settings
 */
record ResponsesAnswer(JsonObject asked) implements AnswerFormat {

    private static final long MILLIS = 1000;

    @Override
    public JsonObject whole(InferenceResponse response) {
        return whole(response, System.currentTimeMillis() / MILLIS);
    }

    JsonObject whole(InferenceResponse response, long createdAt) {
        JsonArrayBuilder output = Json.createArrayBuilder();
        int place = 0;
        if (response.reasoning().isPresent()) {
            output.add(ResponseOutput.reasoning(
                    id("rs", response.traceId(), place++), response.reasoning().get()));
        }
        boolean saysNothingElse =
                response.toolCalls().isEmpty() && response.images().isEmpty();
        if (!response.text().isEmpty() || saysNothingElse) {
            JsonObject part = response.refused()
                    ? ResponseOutput.refusalPart(response.text())
                    : ResponseOutput.textPart(response.text());
            output.add(ResponseOutput.message(id("msg", response.traceId(), place++), "completed", part));
        }
        for (var image : response.images()) {
            output.add(ResponseOutput.image(id("ig", response.traceId(), place++), AnswerImages.result(image)));
        }
        for (var call : response.toolCalls()) {
            output.add(ResponseOutput.functionCall(
                    id("fc", response.traceId(), place++), "completed", call.id(), call.name(), call.arguments()));
        }
        return ended(response, createdAt, output.build());
    }

    /** The answer with the output as it was told piece by piece. */
    JsonObject ended(InferenceResponse response, long createdAt, JsonArray output) {
        boolean cut = isCut(response);
        JsonObjectBuilder json =
                begun(response.traceId(), response.modelName(), createdAt, cut ? "incomplete" : "completed");
        if (cut) {
            String reason = response.finishReason() == FinishReason.LENGTH ? "max_output_tokens" : "content_filter";
            json.add("incomplete_details", Json.createObjectBuilder().add("reason", reason));
        }
        return json.add("output", output)
                .add("usage", OpenAiUsage.ofResponses(response.usage()))
                .build();
    }

    /** A refusal is a whole answer. */
    static boolean isCut(InferenceResponse response) {
        return response.finishReason() == FinishReason.LENGTH
                || (response.finishReason() == FinishReason.CONTENT_FILTER && !response.refused());
    }

    JsonObjectBuilder begun(String traceId, String model, long createdAt, String status) {
        return Json.createObjectBuilder()
                .add("id", "resp_" + traceId)
                .add("object", "response")
                .add("created_at", createdAt)
                .add("status", status)
                .add("background", false)
                .add("error", JsonValue.NULL)
                .add("incomplete_details", JsonValue.NULL)
                .add("instructions", asked("instructions", JsonValue.NULL))
                .add("max_output_tokens", asked("max_output_tokens", JsonValue.NULL))
                .add("metadata", asked("metadata", JsonValue.EMPTY_JSON_OBJECT))
                .add("model", model)
                .add("output", JsonValue.EMPTY_JSON_ARRAY)
                .add("parallel_tool_calls", asked("parallel_tool_calls", JsonValue.TRUE))
                .add("previous_response_id", JsonValue.NULL)
                .add("reasoning", asked("reasoning", JsonValue.NULL))
                .add("store", false)
                .add("temperature", asked("temperature", JsonValue.NULL))
                .add("text", asked("text", JsonValue.NULL))
                .add("tool_choice", asked("tool_choice", Json.createValue("auto")))
                .add("tools", asked("tools", JsonValue.EMPTY_JSON_ARRAY))
                .add("top_p", asked("top_p", JsonValue.NULL))
                .add("truncation", "disabled")
                .add("usage", OpenAiUsage.ofResponses(TokenUsage.UNKNOWN));
    }

    static String id(String prefix, String traceId, int place) {
        return prefix + "_" + traceId + "_" + place;
    }

    private JsonValue asked(String name, JsonValue otherwise) {
        return asked.getOrDefault(name, otherwise);
    }

    @Override
    public StreamFormat stream(String traceId, Supplier<String> model) {
        return new ResponsesStream(traceId, model, this);
    }
}
