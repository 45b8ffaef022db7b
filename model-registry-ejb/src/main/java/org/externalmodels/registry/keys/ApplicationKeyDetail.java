package org.externalmodels.registry.keys;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A key as it is shown.
 *
 * @param id never used again
 * @param name of the application that has it
 * @param key masked but for its last characters
 * @param models that it opens
 * @param ways in that it opens
 * @param expires from when on it opens nothing
 * @param enabled whether it opens anything
 * @param status what it comes to now, in one word
 * @param addedBy who made it
 * @param addedOn when it was made
 * @param rotatedOn when the key was last replaced
 * @param lastUsed when a call last came with it, some seconds late
 * @param version grows with each change
 */
public record ApplicationKeyDetail(
        String id,
        String name,
        String key,
        List<String> models,
        List<String> ways,
        Optional<Instant> expires,
        boolean enabled,
        String status,
        String addedBy,
        Instant addedOn,
        Optional<Instant> rotatedOn,
        Optional<Instant> lastUsed,
        long version) {

    static ApplicationKeyDetail of(ApplicationKey key, Optional<Instant> lastUsed, Instant now) {
        boolean expired = key.expires().filter(end -> !now.isBefore(end)).isPresent();
        String status = key.enabled() ? "active" : "disabled";
        return new ApplicationKeyDetail(
                key.id(),
                key.name(),
                key.masked(),
                key.scope().models(),
                key.scope().ways(),
                key.expires(),
                key.enabled(),
                expired ? "expired" : status,
                key.addedBy(),
                key.addedOn(),
                key.rotatedOn(),
                lastUsed,
                key.version());
    }
}
