package org.externalmodels.sandbox.aws;

import jakarta.json.JsonObjectBuilder;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** {@code GET /foundation-models}: what is on offer. */
final class FoundationModels {
    private FoundationModels() {}

    static Answer list() {
        var models = Json.array()
                .add(model("sandbox-1", "Sandbox", "Sandbox 1", "TEXT", true))
                .add(model("amazon.titan-text-express-v1", "Amazon", "Titan Text G1 - Express", "TEXT", true))
                .add(model("amazon.titan-embed-text-v2:0", "Amazon", "Titan Text Embeddings V2", "EMBEDDING", false));
        return Answer.json(200, Json.object().add("modelSummaries", models).build());
    }

    private static JsonObjectBuilder model(String id, String provider, String name, String output, boolean streaming) {
        return Json.object()
                .add("modelArn", "arn:aws:bedrock:us-east-1::foundation-model/" + id)
                .add("modelId", id)
                .add("modelName", name)
                .add("providerName", provider)
                .add("inputModalities", Json.array().add("TEXT"))
                .add("outputModalities", Json.array().add(output))
                .add("responseStreamingSupported", streaming)
                .add("customizationsSupported", Json.array())
                .add("inferenceTypesSupported", Json.array().add("ON_DEMAND"))
                .add("modelLifecycle", Json.object().add("status", "ACTIVE"));
    }
}
