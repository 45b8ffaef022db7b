package org.externalmodels.connector.dialect;

import jakarta.json.stream.JsonGenerator;
import java.util.Set;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;

/** Writes a request of generateContent. The model is named by the address, and so is whether the answer is streamed. */
final class GoogleGenerateContentRequest {

    private final GoogleGenerationConfig config;

    GoogleGenerateContentRequest(String providerModel, Set<Modality> modalities) {
        this.config = new GoogleGenerationConfig(providerModel, modalities);
    }

    byte[] encode(InferenceRequest request) {
        return ProviderJson.write(json -> {
            json.writeStartObject();
            GoogleContents.write(json, request.messages());
            tools(json, request);
            config.write(json, request);
            json.writeEnd();
        });
    }

    private static void tools(JsonGenerator json, InferenceRequest request) {
        if (request.parallelToolCalls().isPresent()
                && !request.parallelToolCalls().get()) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST, "the provider cannot be asked to call one tool at a time");
        }
        if (request.tools().isEmpty()) {
            return;
        }
        json.writeStartArray("tools").writeStartObject().writeStartArray("functionDeclarations");
        for (Tool tool : request.tools()) {
            json.writeStartObject().write("name", tool.name());
            if (tool.description() != null) {
                json.write("description", tool.description());
            }
            json.write(
                            "parametersJsonSchema",
                            ProviderJson.callersObject("the schema of tool " + tool.name(), tool.parametersSchema()))
                    .writeEnd();
        }
        json.writeEnd().writeEnd().writeEnd();
        toolChoice(json, request.toolChoice());
    }

    private static void toolChoice(JsonGenerator json, ToolChoice choice) {
        if (choice.mode() == ToolChoice.Mode.AUTO) {
            return;
        }
        json.writeStartObject("toolConfig").writeStartObject("functionCallingConfig");
        json.write("mode", choice.mode() == ToolChoice.Mode.NONE ? "NONE" : "ANY");
        if (choice.mode() == ToolChoice.Mode.TOOL) {
            json.writeStartArray("allowedFunctionNames")
                    .write(choice.toolName())
                    .writeEnd();
        }
        json.writeEnd().writeEnd();
    }
}
