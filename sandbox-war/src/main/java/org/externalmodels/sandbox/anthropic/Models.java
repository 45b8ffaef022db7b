package org.externalmodels.sandbox.anthropic;

import jakarta.json.JsonObject;
import java.util.List;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** {@code GET /v1/models}. The list is short; every other name is served as well. */
final class Models {
    private static final List<String> LISTED = List.of("sandbox-1", "sandbox-2");

    private Models() {}

    static Answer list() {
        var models = Json.array();
        LISTED.forEach(name -> models.add(model(name)));
        return Answer.json(
                200,
                Json.object()
                        .add("data", models)
                        .add("has_more", false)
                        .add("first_id", LISTED.get(0))
                        .add("last_id", LISTED.get(LISTED.size() - 1))
                        .build());
    }

    static Answer one(String name) {
        return Answer.json(200, model(ModelName.check(name)));
    }

    private static JsonObject model(String name) {
        return Json.object()
                .add("type", "model")
                .add("id", name)
                .add("display_name", "Sandbox " + name)
                .add("created_at", "2026-01-01T00:00:00Z")
                .add("max_input_tokens", 200_000)
                .add("max_tokens", 64_000)
                .build();
    }
}
