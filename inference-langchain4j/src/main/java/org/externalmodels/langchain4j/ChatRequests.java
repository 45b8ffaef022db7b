package org.externalmodels.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.internal.Json;
import dev.langchain4j.internal.JsonSchemaElementUtils;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** LangChain4j's requests as the adapter's. */
final class ChatRequests {

    /** A tool without parameters takes an empty object. */
    private static final String NO_PARAMETERS = "{\"type\":\"object\",\"properties\":{}}";

    private ChatRequests() {}

    /** Fails with {@link FailureCode#INVALID_REQUEST} for what the adapter's request cannot hold. */
    static InferenceRequest toInference(ChatRequest request) {
        if (request.modelName() != null) {
            throw refused("the request names the model '" + request.modelName()
                    + "'; a model over a connection has its name from the registry");
        }
        try {
            return converted(request);
        } catch (IllegalArgumentException e) {
            throw InferenceException.of(FailureCode.INVALID_REQUEST, e.getMessage())
                    .cause(e)
                    .build();
        }
    }

    private static InferenceException refused(String why) {
        return new InferenceException(FailureCode.INVALID_REQUEST, why);
    }

    private static InferenceRequest converted(ChatRequest request) {
        InferenceRequest.Builder builder =
                InferenceRequest.builder().parameters(parameters(request)).output(InferenceRequest.Output.TEXT);
        request.messages().forEach(message -> builder.message(ChatMessages.toInference(message)));
        if (request.responseFormat() != null) {
            builder.responseFormat(format(request.responseFormat()));
        }
        request.toolSpecifications().forEach(tool -> builder.tool(tool(tool)));
        if (request.toolChoice() != null) {
            builder.toolChoice(
                    switch (request.toolChoice()) {
                        case AUTO -> ToolChoice.AUTO;
                        case REQUIRED -> ToolChoice.REQUIRED;
                        case NONE -> ToolChoice.NONE;
                    });
        }
        return builder.build();
    }

    /** What the adapter has no field for goes to the provider under the name that most of them have for it. */
    private static InferenceParameters parameters(ChatRequest request) {
        Map<String, Object> extras = new LinkedHashMap<>();
        put(extras, "top_k", request.topK());
        put(extras, "frequency_penalty", request.frequencyPenalty());
        put(extras, "presence_penalty", request.presencePenalty());
        return new InferenceParameters(
                request.temperature(),
                request.topP(),
                request.maxOutputTokens(),
                request.stopSequences(),
                null,
                null,
                extras);
    }

    private static void put(Map<String, Object> extras, String name, Object value) {
        if (value != null) {
            extras.put(name, value);
        }
    }

    private static ResponseFormat format(dev.langchain4j.model.chat.request.ResponseFormat format) {
        if (format.type() == ResponseFormatType.TEXT) {
            return ResponseFormat.TEXT;
        }
        JsonSchema schema = format.jsonSchema();
        return schema == null
                ? ResponseFormat.JSON
                : ResponseFormat.jsonSchema(schema.name(), json(schema.rootElement()));
    }

    private static Tool tool(ToolSpecification tool) {
        return new Tool(
                tool.name(), tool.description(), tool.parameters() == null ? NO_PARAMETERS : json(tool.parameters()));
    }

    private static String json(JsonSchemaElement element) {
        return Json.toJson(JsonSchemaElementUtils.toMap(element));
    }
}
