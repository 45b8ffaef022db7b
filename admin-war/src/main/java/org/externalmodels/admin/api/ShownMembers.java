package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Set;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.json.Json;

/**
 * Members that are shown and cannot be written. A client may send them back as it got them, so that it can edit what it
 * was shown; another value is refused, because passing over it would look like success.
 */
final class ShownMembers {

    /** Of a connection. */
    static final Set<String> OF_CONNECTION =
            Set.of("id", "modelId", "addedBy", "addedOn", "status", "inferencing", "place", "version");

    /** Of a model. */
    static final Set<String> OF_MODEL = Set.of(
            "id",
            "revision",
            "inferencing",
            "source",
            "draft",
            "addedBy",
            "addedOn",
            "changedBy",
            "changedOn",
            "version");

    /** Move without anybody's change of the connection, so that what a client got of them says nothing. */
    private static final Set<String> MOVING =
            Set.of("lastUsed", "verification", "checkedBy", "checkedOn", "checkMessage");

    private ShownMembers() {}

    /**
     * What can be written of a patch.
     *
     * @param at where the patch is in the whole body, empty or ending with a dot
     */
    static JsonObject without(Set<String> names, String at, JsonObject patch, JsonObject shown) {
        JsonObjectBuilder writable = Json.createObjectBuilder();
        patch.forEach((name, value) -> {
            if (names.contains(name)) {
                requireShown(at, name, patch, shown);
            } else if (!MOVING.contains(name) || !shown.containsKey(name)) {
                writable.add(name, value);
            }
        });
        return writable.build();
    }

    static void requireShown(String at, String name, JsonObject patch, JsonObject shown) {
        if (patch.containsKey(name) && !patch.get(name).equals(shown.get(name))) {
            throw refused(at + name, "cannot be changed here");
        }
    }

    static ApiException refused(String field, String message) {
        return new ApiException(422, field + " " + message, DefinitionProblem.of(field, message));
    }
}
