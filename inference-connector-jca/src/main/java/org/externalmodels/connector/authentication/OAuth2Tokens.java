package org.externalmodels.connector.authentication;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.inference.spi.Authentication.OAuth2;

/**
 * The access tokens of authorization profiles, one for all connections of a profile however often models are published.
 * Shared by threads.
 */
final class OAuth2Tokens {

    private final HttpTransport transport;
    private final ScheduledExecutorService thread;
    private final Map<OAuth2, RenewedCredential<OAuth2Token>> tokens = new ConcurrentHashMap<>();

    OAuth2Tokens(HttpTransport transport, ScheduledExecutorService thread) {
        this.transport = transport;
        this.thread = thread;
    }

    /** By the whole profile, not its id alone: changed settings are another source. */
    RenewedCredential<OAuth2Token> of(OAuth2 profile) {
        RenewedCredential<OAuth2Token> known = tokens.get(profile);
        return known != null ? known : tokens.computeIfAbsent(profile, this::made);
    }

    private RenewedCredential<OAuth2Token> made(OAuth2 profile) {
        TokenEndpoint endpoint = new TokenEndpoint(profile, transport);
        return new RenewedCredential<>(endpoint::token, thread, () -> tokens.remove(profile));
    }
}
