package org.externalmodels.registry.definition;

import java.time.Duration;
import java.util.Optional;

/**
 * How long an answer may be given again to the same question of the same caller.
 *
 * @param seconds from when it came; {@code null} if each call goes to the provider
 */
public record Caching(Integer seconds) {

    /** Each call goes to the provider. */
    public static final Caching OFF = new Caching(null);

    /** As the adapter knows it; a time that is not above zero counts as none. */
    public Optional<Duration> published() {
        return Optional.ofNullable(seconds).filter(time -> time > 0).map(Duration::ofSeconds);
    }
}
