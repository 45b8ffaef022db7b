package org.externalmodels.connector.authentication;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication.OAuth2;

/** Sends the access token of a profile (RFC 6750). */
final class OAuth2Authenticator implements Authenticator {

    private final OAuth2Tokens tokens;
    private final OAuth2 profile;

    OAuth2Authenticator(OAuth2 profile, OAuth2Tokens tokens) {
        this.profile = profile;
        this.tokens = tokens;
    }

    @Override
    public CompletableFuture<Void> ready() {
        return tokens.of(profile).ready();
    }

    @Override
    public CompletableFuture<Void> renewed() {
        return tokens.of(profile).again();
    }

    @Override
    public Optional<Instant> expires() {
        return tokens.of(profile).credentials().map(OAuth2Token::expires);
    }

    @Override
    public URI address(URI address) {
        return address;
    }

    @Override
    public List<Header> headers(URI address, List<Header> headers, byte[] body) {
        OAuth2Token token = tokens.of(profile)
                .credentials()
                .orElseThrow(() -> new InferenceException(
                        FailureCode.AUTHENTICATION_FAILED, "the authorization profile has no token yet"));
        return List.of(new Header("Authorization", "Bearer " + token.value()));
    }

    @Override
    public List<String> secrets() {
        return tokens.of(profile)
                .credentials()
                .map(token -> List.of(token.value()))
                .orElse(List.of());
    }

    /** RFC 6750 section 3.1: another token does not help who lacks the permission, which is 403. */
    @Override
    public boolean refused(InferenceException refusal) {
        return refusal.providerStatus().orElse(0) == 401 && tokens.of(profile).refused();
    }
}
