package org.externalmodels.connector.authentication;

import java.util.Optional;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.inference.spi.Authentication;

/**
 * Where connections get their authenticators. What roles and token endpoints gave is kept here, so it outlives the
 * publication of models. Shared by threads.
 */
public final class Authenticators implements AutoCloseable {

    private final ScheduledThreadPoolExecutor thread = RenewalThread.start();
    private final AwsRoles roles;
    private final OAuth2Tokens tokens;

    public Authenticators(HttpTransport transport) {
        roles = AwsRoles.open(thread, transport);
        tokens = new OAuth2Tokens(transport, thread);
    }

    /** The authenticator of a connection; nothing is asked for before it is used. */
    public Authenticator of(Authentication authentication) {
        if (authentication instanceof Authentication.OAuth2 profile) {
            return new OAuth2Authenticator(profile, tokens);
        }
        if (authentication instanceof Authentication.AwsRole role) {
            return roles.authenticator(role);
        }
        Optional<StaticCredentials> fixed = StaticCredentials.of(authentication);
        return fixed.orElseThrow(() -> new IllegalArgumentException(
                authentication.getClass().getSimpleName() + " is no authentication this adapter knows"));
    }

    @Override
    public void close() {
        thread.shutdownNow();
        roles.close();
    }
}
