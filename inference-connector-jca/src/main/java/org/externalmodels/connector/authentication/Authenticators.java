package org.externalmodels.connector.authentication;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.AuthenticationCheck;
import org.externalmodels.inference.spi.AuthorizationCode;
import org.externalmodels.inference.spi.Secret;

/**
 * Where connections get their authenticators. What roles and token endpoints gave is kept here, so it outlives the
 * publication of models. Shared by threads.
 */
public final class Authenticators implements AutoCloseable {

    private final CredentialThreads threads = CredentialThreads.start();
    private final AwsRoles roles;
    private final OAuth2Tokens tokens;

    /**
     * Opens without asking for anything.
     *
     * @param replacements is told when a token endpoint gives another refresh token
     */
    public Authenticators(HttpTransport transport, Replacements replacements) {
        roles = AwsRoles.open(threads, transport);
        tokens = new OAuth2Tokens(transport, threads, replacements);
    }

    /** Hears of refresh tokens that were replaced. */
    @FunctionalInterface
    public interface Replacements {
        void replaced(String profileId, Secret old, Secret replacement);
    }

    /** The authenticator of a connection; nothing is asked for before it is used. */
    public Authenticator of(Authentication authentication) {
        if (authentication instanceof Authentication.OAuth2 profile) {
            tokens.published(profile);
            return new OAuth2Authenticator(profile, tokens);
        }
        if (authentication instanceof Authentication.AwsRole role) {
            return roles.authenticator(role);
        }
        Optional<StaticCredentials> fixed = StaticCredentials.of(authentication);
        return fixed.orElseThrow(() -> new IllegalArgumentException(
                authentication.getClass().getSimpleName() + " is no authentication this adapter knows"));
    }

    /** Fetches what has to be fetched and shows what would be sent. */
    public CompletableFuture<AuthenticationCheck> check(Authentication authentication) {
        Authenticator authenticator = of(authentication);
        return authenticator.renewed().thenApply(fetched -> ShownCredentials.of(authenticator));
    }

    /** Exchanges an authorization code, on a thread on which tokens are asked for. */
    public CompletableFuture<Secret> redeem(Authentication.OAuth2 profile, AuthorizationCode code) {
        return CompletableFuture.supplyAsync(() -> tokens.redeem(profile, code), threads.now());
    }

    @Override
    public void close() {
        threads.close();
        roles.close();
    }
}
