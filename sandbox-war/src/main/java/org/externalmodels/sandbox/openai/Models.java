package org.externalmodels.sandbox.openai;

import jakarta.json.JsonObject;
import java.util.List;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Json;

/** {@code GET /v1/models}. The list is short; every other name is served as well. */
final class Models {
    private static final List<String> LISTED = List.of("sandbox-1", "sandbox-embedding-1");
    private static final long CREATED = 1_767_225_600;

    private Models() {}

    static Answer list() {
        var data = Json.array();
        LISTED.forEach(id -> data.add(model(id)));
        return Answer.json(
                200, Json.object().add("object", "list").add("data", data).build());
    }

    static Answer one(String id) {
        return Answer.json(200, model(ModelName.check(id)));
    }

    private static JsonObject model(String id) {
        return Json.object()
                .add("id", id)
                .add("object", "model")
                .add("created", CREATED)
                .add("owned_by", "sandbox")
                .build();
    }
}
