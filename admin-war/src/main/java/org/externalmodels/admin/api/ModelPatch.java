package org.externalmodels.admin.api;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Set;
import org.externalmodels.registry.catalog.ModelDetail;

/** A JSON merge patch (RFC 7396) applied to what a model is edited from. */
record ModelPatch(ModelBody body) {

    /** Members that are shown and cannot be written; a client may send them back as it got them. */
    private static final Set<String> SHOWN_ONLY =
            Set.of("id", "revision", "inferencing", "source", "draft", "addedBy", "changedBy", "changedOn", "version");

    static ModelPatch of(ModelDetail seen, JsonObject patch) {
        JsonObjectBuilder writable = Json.createObjectBuilder();
        patch.forEach((name, value) -> {
            if (!SHOWN_ONLY.contains(name)) {
                writable.add(name, value);
            }
        });
        JsonValue merged = Json.createMergePatch(writable.build()).apply(ModelJson.of(seen.newest()));
        return new ModelPatch(JsonBody.read(merged.asJsonObject(), ModelBody.class));
    }
}
