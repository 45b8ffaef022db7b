package org.externalmodels.registry.keys;

import java.time.Instant;
import java.util.Optional;

/**
 * A key as calls are checked against it.
 *
 * @param id under which it is kept
 * @param name of the application that has it
 * @param hash of the key
 * @param previousHash of the key before, while it is still taken
 * @param previousUntil until when that is
 * @param scope what it opens
 * @param expires from when on it opens nothing
 * @param enabled whether it opens anything
 */
public record RingKey(
        String id,
        String name,
        String hash,
        Optional<String> previousHash,
        Optional<Instant> previousUntil,
        KeyScope scope,
        Optional<Instant> expires,
        boolean enabled) {

    static RingKey of(ApplicationKey key) {
        return new RingKey(
                key.id(),
                key.name(),
                key.hash(),
                key.previousHash(),
                key.previousUntil(),
                key.scope(),
                key.expires(),
                key.enabled());
    }

    KeyVerdict verdict(String presentedHash, Instant now) {
        boolean previous = !hash.equals(presentedHash);
        if (previous && previousUntil.filter(now::isBefore).isEmpty()) {
            return new KeyVerdict.Refused("This application key was replaced by a new one.");
        }
        if (!enabled) {
            return new KeyVerdict.Refused("This application key is switched off.");
        }
        if (expires.filter(end -> !now.isBefore(end)).isPresent()) {
            return new KeyVerdict.Refused("This application key has expired.");
        }
        return new KeyVerdict.Accepted(id, name, scope);
    }
}
