package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.providers.CheckResult;

/** What came of a check, as it is shown. */
final class CheckJson {

    private CheckJson() {}

    static JsonObject of(CheckResult result) {
        JsonValue model =
                result.model().map(id -> (JsonValue) JsonRecords.write(id)).orElse(JsonValue.NULL);
        return Json.createObjectBuilder()
                .add("verified", result.verified())
                .add("state", result.state().wireName())
                .add("message", result.message())
                .add("steps", JsonRecords.json(result.steps()))
                .add("model", model)
                .add("request", JsonRecords.json(result.request()))
                .add("unlisted", JsonRecords.json(result.unlisted()))
                .build();
    }
}
