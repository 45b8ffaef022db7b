package org.externalmodels.admin.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Set;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.profiles.ProfileDetail;

/** Authorization profiles as they are shown. */
final class ProfileJson {

    private static final Set<String> SHOWN =
            Set.of("id", "status", "usedBy", "addedBy", "addedOn", "changedBy", "changedOn", "version");

    private ProfileJson() {}

    static JsonObject of(ProfileDetail profile) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", profile.summary().id())
                .add("status", profile.summary().status().name());
        profile.view().forEach(json::add);
        return json.add("usedBy", JsonRecords.json(profile.usedBy()))
                .add("addedBy", profile.summary().addedBy())
                .add("addedOn", profile.addedOn().toString())
                .add("changedBy", profile.summary().changedBy())
                .add("changedOn", profile.summary().changedOn().toString())
                .add("version", profile.summary().version())
                .build();
    }

    /** A JSON merge patch (RFC 7396) applied to what is there; masks stand for the secrets that stay. */
    static ProfileBody patched(ProfileDetail seen, JsonObject patch) {
        JsonObject writable = ShownMembers.without(SHOWN, "", patch, of(seen));
        JsonValue merged = Json.createMergePatch(writable).apply(seen.view());
        return JsonBody.read(merged.asJsonObject(), ProfileBody.class);
    }
}
