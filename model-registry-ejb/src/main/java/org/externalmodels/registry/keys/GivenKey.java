package org.externalmodels.registry.keys;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;

/**
 * What an administrator says of a key.
 *
 * @param name of the application that has it, unique without regard to case
 * @param scope what it opens
 * @param expires from when on it opens nothing
 * @param enabled whether it opens anything
 */
public record GivenKey(String name, KeyScope scope, Optional<Instant> expires, boolean enabled) {

    public GivenKey {
        Objects.requireNonNull(expires, "expires");
        scope = KeyScope.checked(scope.models(), scope.ways());
        if (name == null || !DatabaseText.isName(name)) {
            throw RegistryException.invalid("name", "has 1 to " + DatabaseText.LONGEST_NAME + " characters");
        }
        if (name.chars().anyMatch(Character::isISOControl) || !DatabaseText.fits(name)) {
            throw RegistryException.invalid("name", "has no control characters");
        }
        name = name.strip();
    }
}
