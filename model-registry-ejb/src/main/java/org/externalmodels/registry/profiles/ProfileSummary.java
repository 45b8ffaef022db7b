package org.externalmodels.registry.profiles;

import java.time.Instant;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.model.Profile;

/**
 * A line of the list of profiles.
 *
 * @param id never changes
 * @param name unique
 * @param type the kind
 * @param status whether it can be used
 * @param models how many refer to it
 * @param addedBy who added it
 * @param changedBy who changed it last
 * @param changedOn when
 * @param version for the check that nobody else changed it
 */
public record ProfileSummary(
        String id,
        String name,
        ProfileType type,
        ProfileStatus status,
        long models,
        String addedBy,
        String changedBy,
        Instant changedOn,
        long version) {

    static ProfileSummary of(Profile profile, ProfileStatus status, long models) {
        return new ProfileSummary(
                profile.id(),
                profile.name(),
                profile.type(),
                status,
                models,
                profile.addedBy(),
                profile.changedBy(),
                profile.changedAt(),
                profile.version());
    }
}
