package org.externalmodels.sandbox.cohere;

import jakarta.json.JsonObject;
import java.util.List;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** {@code GET /v1/models}. The list is short; every other name is served as well. */
final class Models {
    private static final List<String> LISTED = List.of("sandbox-1", "sandbox-embedding-1");

    private Models() {}

    static Answer list() {
        var models = Json.array();
        LISTED.forEach(name -> models.add(model(name)));
        return Answer.json(200, Json.object().add("models", models).build());
    }

    static Answer one(String name) {
        return Answer.json(200, model(ModelName.check(name)));
    }

    private static JsonObject model(String name) {
        return Json.object()
                .add("name", name)
                .add("endpoints", Json.array().add(name.contains("embedding") ? "embed" : "chat"))
                .add("finetuned", false)
                .add("context_length", 128_000)
                .add("default_endpoints", Json.array())
                .build();
    }
}
