package org.externalmodels.connector.authentication;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication;

/**
 * Credentials that are the same for every call: computed once, when a model is published.
 *
 * @param headers to send
 * @param query to add to the address, encoded
 * @param secrets every form in which the secret goes out, for masking
 */
public record StaticCredentials(List<Header> headers, Optional<String> query, List<String> secrets)
        implements Authenticator {

    private static final CompletableFuture<Void> READY = CompletableFuture.completedFuture(null);

    private static final StaticCredentials NONE = new StaticCredentials(List.of(), Optional.empty(), List.of());

    /** The credentials of an authentication; empty if it has to fetch them. */
    public static Optional<StaticCredentials> of(Authentication authentication) {
        if (authentication instanceof Authentication.None) {
            return Optional.of(NONE);
        }
        if (authentication instanceof Authentication.ProviderKey key) {
            return Optional.of(bearer(key.key().reveal()));
        }
        if (authentication instanceof Authentication.Bearer bearer) {
            return Optional.of(bearer(bearer.token().reveal()));
        }
        if (authentication instanceof Authentication.HeaderKey key) {
            return Optional.of(
                    header(key.header(), key.key().reveal(), key.key().reveal()));
        }
        if (authentication instanceof Authentication.Basic basic) {
            return Optional.of(basic(basic.user(), basic.password().reveal()));
        }
        if (authentication instanceof Authentication.QueryKey key) {
            return Optional.of(query(key.parameter(), key.key().reveal()));
        }
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Void> ready() {
        return READY;
    }

    @Override
    public List<Header> headers(URI address, List<Header> others, byte[] body) {
        return headers;
    }

    @Override
    public boolean refused(InferenceException refusal) {
        return false;
    }

    @Override
    public URI address(URI address) {
        if (query.isEmpty()) {
            return address;
        }
        String written = address.toString();
        return URI.create(written + (address.getRawQuery() == null ? "?" : "&") + query.get());
    }

    /** Names what is sent, never the values. */
    @Override
    public String toString() {
        return "StaticCredentials" + headers + (query.isPresent() ? "?" : "");
    }

    private static StaticCredentials bearer(String token) {
        return header("Authorization", "Bearer " + token, token);
    }

    private static StaticCredentials basic(String user, String password) {
        String encoded = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return new StaticCredentials(
                List.of(new Header("Authorization", "Basic " + encoded)), Optional.empty(), List.of(password, encoded));
    }

    private static StaticCredentials header(String name, String value, String secret) {
        return new StaticCredentials(List.of(new Header(name, value)), Optional.empty(), List.of(secret));
    }

    private static StaticCredentials query(String parameter, String key) {
        String encoded = URLEncoder.encode(key, StandardCharsets.UTF_8);
        return new StaticCredentials(
                List.of(),
                Optional.of(URLEncoder.encode(parameter, StandardCharsets.UTF_8) + "=" + encoded),
                List.of(key, encoded));
    }
}
