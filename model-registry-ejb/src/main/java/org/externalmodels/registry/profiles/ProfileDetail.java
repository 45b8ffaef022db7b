package org.externalmodels.registry.profiles;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;

/**
 * A profile with all that people may see of it.
 *
 * @param summary its line in the list
 * @param view the members that are written, secrets masked
 * @param usedBy the models whose served revision or draft refers to it
 * @param addedOn when it was added
 */
public record ProfileDetail(ProfileSummary summary, JsonObject view, List<User> usedBy, Instant addedOn) {
    public ProfileDetail {
        usedBy = List.copyOf(usedBy);
    }

    /**
     * A model that refers to a profile.
     *
     * @param id of the model
     * @param name of the model
     */
    public record User(String id, String name) {}
}
