package org.externalmodels.registry.keys;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.registry.DatabaseTime;
import org.externalmodels.registry.NameRule;
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
        NameRule.problem(name).ifPresent(message -> {
            throw RegistryException.invalid("name", message);
        });
        if (expires.filter(time -> !DatabaseTime.fits(time)).isPresent()) {
            throw RegistryException.invalid("expires", "must be a time of a year with four digits");
        }
        name = name.strip();
    }
}
