package org.externalmodels.sandbox.google;

import jakarta.json.JsonObject;
import java.util.List;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** {@code GET /v1beta/models}. The list is short; every other name is served as well. */
final class Models {
    private static final List<String> LISTED = List.of("sandbox-1", "sandbox-embedding-1");

    private Models() {}

    static Answer list() {
        var models = Json.array();
        LISTED.forEach(name -> models.add(model(name)));
        return Answer.json(200, Json.object().add("models", models).build());
    }

    static Answer one(String name) {
        return Answer.json(200, model(ModelName.check(name, "GetModel")));
    }

    private static JsonObject model(String name) {
        var methods = Json.array();
        (name.contains("embedding")
                        ? List.of("embedContent", "batchEmbedContents", "countTokens")
                        : List.of("generateContent", "streamGenerateContent", "countTokens"))
                .forEach(methods::add);
        return Json.object()
                .add("name", "models/" + name)
                .add("version", "001")
                .add("displayName", "Sandbox " + name)
                .add("description", "Echoes what it is told")
                .add("inputTokenLimit", 1_048_576)
                .add("outputTokenLimit", 65_536)
                .add("supportedGenerationMethods", methods)
                .build();
    }
}
