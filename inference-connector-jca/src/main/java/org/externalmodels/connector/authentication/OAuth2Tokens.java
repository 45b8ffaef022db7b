package org.externalmodels.connector.authentication;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.AuthorizationCode;
import org.externalmodels.inference.spi.Secret;

/**
 * The access tokens of authorization profiles, one for all connections of a profile however often models are published.
 * Shared by threads.
 */
final class OAuth2Tokens {

    private final HttpTransport transport;
    private final CredentialThreads threads;
    private final Authenticators.Replacements replacements;
    private final Map<OAuth2, Source> sources = new ConcurrentHashMap<>();

    OAuth2Tokens(HttpTransport transport, CredentialThreads threads, Authenticators.Replacements replacements) {
        this.transport = transport;
        this.threads = threads;
        this.replacements = replacements;
    }

    /**
     * By the whole profile, not its id alone: changed settings are another source. All but the refresh token, which is
     * replaced from time to time and published again.
     */
    RenewedCredential<OAuth2Token> of(OAuth2 profile) {
        OAuth2 key = profile.withoutRefreshToken();
        Source known = sources.get(key);
        return (known != null ? known : sources.computeIfAbsent(key, absent -> made(key, profile))).token();
    }

    /** Another server may have got another refresh token. */
    void published(OAuth2 profile) {
        Source known = sources.get(profile.withoutRefreshToken());
        if (known != null) {
            profile.refreshToken().ifPresent(known.refreshToken()::published);
        }
    }

    /** Asks for the refresh token that an authorization code stands for. */
    Secret redeem(OAuth2 profile, AuthorizationCode code) {
        OAuth2 client = profile.withoutRefreshToken();
        OAuth2Token token = new TokenEndpoint(client, transport, new RefreshToken(client, replacements)).redeem(code);
        if (token.refreshToken() == null) {
            throw new InferenceException(
                    FailureCode.AUTHENTICATION_FAILED,
                    "the token endpoint " + client.tokenEndpoint().getHost() + " gave no refresh token; some give one"
                            + " only for a scope such as offline_access or a parameter of the authorization endpoint");
        }
        return Secret.of(token.refreshToken());
    }

    private Source made(OAuth2 key, OAuth2 profile) {
        RefreshToken refreshToken = new RefreshToken(profile, replacements);
        TokenEndpoint endpoint = new TokenEndpoint(profile, transport, refreshToken);
        return new Source(refreshToken, new RenewedCredential<>(endpoint::token, threads, () -> sources.remove(key)));
    }

    private record Source(RefreshToken refreshToken, RenewedCredential<OAuth2Token> token) {}
}
