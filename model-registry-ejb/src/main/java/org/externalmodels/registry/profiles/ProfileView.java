package org.externalmodels.registry.profiles;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileType.Slot;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.model.ProfileSecrets;

/** A profile as people see it: the members that its type has, secrets masked. */
final class ProfileView {

    private ProfileView() {}

    static JsonObject of(ProfileSecrets secrets) {
        Profile profile = secrets.profile();
        ProfileSettings settings = profile.settings();
        JsonObjectBuilder json =
                Json.createObjectBuilder().add("name", profile.name()).add("type", JsonRecords.json(settings.type()));
        JsonRecords.write(settings).forEach((name, value) -> {
            if (settings.type().members().contains(name) && !name.equals("fields")) {
                json.add(name, value);
            }
        });
        if (settings.type().isOAuth2()) {
            JsonArrayBuilder fields = Json.createArrayBuilder();
            for (ProfileField field : settings.fields()) {
                String mask = secrets.has(Slot.ofField(field)) ? Secret.MASK : null;
                fields.add(JsonRecords.write(field.secret() ? field.withValue(mask) : field));
            }
            json.add("fields", fields);
        }
        for (String slot : settings.type().secrets()) {
            json.add(slot, JsonRecords.json(secrets.has(slot) ? Secret.MASK : null));
        }
        return json.add("origins", JsonRecords.json(profile.origins())).build();
    }
}
