package org.externalmodels.admin.inference;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import org.externalmodels.registry.json.Json;

/** The items that an answer of OpenAI's Responses is made of. */
final class ResponseOutput {

    private ResponseOutput() {}

    static JsonObject message(String id, String status, JsonObject part) {
        return message(id, status, Json.createArrayBuilder().add(part));
    }

    static JsonObject message(String id, String status, JsonArrayBuilder content) {
        return Json.createObjectBuilder()
                .add("type", "message")
                .add("id", id)
                .add("status", status)
                .add("role", "assistant")
                .add("content", content)
                .build();
    }

    static JsonObject textPart(String text) {
        return Json.createObjectBuilder()
                .add("type", "output_text")
                .add("text", text)
                .add("annotations", Json.createArrayBuilder())
                .add("logprobs", Json.createArrayBuilder())
                .build();
    }

    static JsonObject refusalPart(String text) {
        return Json.createObjectBuilder()
                .add("type", "refusal")
                .add("refusal", text)
                .build();
    }

    static JsonObject functionCall(String id, String status, String callId, String name, String arguments) {
        return Json.createObjectBuilder()
                .add("type", "function_call")
                .add("id", id)
                .add("status", status)
                .add("call_id", callId)
                .add("name", name)
                .add("arguments", arguments)
                .build();
    }

    static JsonObject image(String id, String result) {
        return Json.createObjectBuilder()
                .add("type", "image_generation_call")
                .add("id", id)
                .add("status", "completed")
                .add("result", result)
                .build();
    }

    static JsonObject reasoning(String id, String text) {
        return Json.createObjectBuilder()
                .add("type", "reasoning")
                .add("id", id)
                .add("summary", Json.createArrayBuilder().add(summaryPart(text)))
                .build();
    }

    static JsonObject summaryPart(String text) {
        return Json.createObjectBuilder()
                .add("type", "summary_text")
                .add("text", text)
                .build();
    }
}
