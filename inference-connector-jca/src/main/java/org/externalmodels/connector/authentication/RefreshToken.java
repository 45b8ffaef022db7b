package org.externalmodels.connector.authentication;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.Secret;

/** The refresh token of a profile, which a token endpoint may replace each time it is used. Shared by threads. */
final class RefreshToken {

    /** As many as may be replaced before the registry has published one of them. */
    private static final int REMEMBERED = 50;

    private final String profileId;
    private final Authenticators.Replacements replacements;
    private final Deque<Secret> spent = new ArrayDeque<>();
    private Secret current;

    RefreshToken(OAuth2 profile, Authenticators.Replacements replacements) {
        this.profileId = profile.profileId();
        this.replacements = replacements;
        this.current = profile.refreshToken().orElse(null);
    }

    synchronized Optional<Secret> current() {
        return Optional.ofNullable(current);
    }

    /** The registry says which one it has; what it has not heard of yet goes on. */
    synchronized void published(Secret token) {
        if (!token.equals(current) && !spent.contains(token)) {
            current = token;
        }
    }

    /** The token endpoint gave another one. */
    void replaced(Secret replacement) {
        Secret old;
        synchronized (this) {
            if (current == null || current.equals(replacement)) {
                return;
            }
            old = current;
            current = replacement;
            spent.addLast(old);
            if (spent.size() > REMEMBERED) {
                spent.removeFirst();
            }
        }
        replacements.replaced(profileId, old, replacement);
    }
}
