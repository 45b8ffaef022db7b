package org.externalmodels.connector.authentication;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.externalmodels.connector.json.JsonStreams;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.OutboundRequest;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.connector.transport.WholeAnswer;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.AuthorizationCode;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;

/** Asks one profile's token endpoint (RFC 6749 section 3.2). Used by one thread at a time. */
final class TokenEndpoint {

    /** Every call of the profile waits, and so does the renewal of others. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Timeouts LIMITS =
            new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(8), Duration.ofSeconds(5), PATIENCE);

    /** RFC 6749 leaves it to the server to say; without a word an hour is usual, and a refusal renews earlier. */
    private static final Duration UNTOLD = Duration.ofHours(1);

    /** A token that is said to live longer is asked for anew. */
    private static final Duration LONGEST = Duration.ofDays(30);

    private static final int MAX_ANSWER = 256 << 10;

    private final OAuth2 profile;
    private final HttpTransport transport;
    private final RefreshToken refreshToken;

    TokenEndpoint(OAuth2 profile, HttpTransport transport, RefreshToken refreshToken) {
        this.profile = profile;
        this.transport = transport;
        this.refreshToken = refreshToken;
    }

    /**
     * Asks for a token and waits for it.
     *
     * @throws InferenceException {@code AUTHENTICATION_FAILED} with the server's words, or {@code PROVIDER_UNREACHABLE}
     */
    OAuth2Token token() {
        Optional<String> refreshing = refreshToken.current().map(Secret::reveal);
        OAuth2Token token = refreshing.isPresent()
                ? token(Map.of("grant_type", "refresh_token", "refresh_token", refreshing.get()), refreshing.get())
                : token(Map.of("grant_type", "client_credentials"), "");
        if (token.refreshToken() != null) {
            refreshToken.replaced(Secret.of(token.refreshToken()));
        }
        return token;
    }

    /** Exchanges an authorization code (section 4.1.3), with the proof that it was asked for here (RFC 7636). */
    OAuth2Token redeem(AuthorizationCode code) {
        return token(
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code.code().reveal(),
                        "redirect_uri", code.redirectUri().toString(),
                        "code_verifier", code.verifier().reveal()),
                code.code().reveal(),
                code.verifier().reveal());
    }

    private OAuth2Token token(Map<String, String> grant, String... secrets) {
        Instant asked = Instant.now();
        TokenRequest form = new TokenRequest(profile, grant);
        WholeAnswer answer = new WholeAnswer(MAX_ANSWER);
        OutboundRequest request = new OutboundRequest(
                form.address(), form.headers(), form.body(), LIMITS, System.nanoTime() + PATIENCE.toNanos());
        transport.send(request, answer);
        try {
            return token(answer.await(PATIENCE.plusSeconds(1)), asked, form, secrets);
        } catch (TransportFailure e) {
            throw InferenceException.of(
                            FailureCode.PROVIDER_UNREACHABLE, where() + " cannot be reached: " + e.getMessage())
                    .cause(e)
                    .build();
        }
    }

    private OAuth2Token token(WholeAnswer.Content content, Instant asked, TokenRequest form, String... secrets) {
        JsonObject document = object(content.text());
        String token = text(document, "access_token");
        if (content.status() != 200 || token == null) {
            throw refusal(content.status(), words -> form.masked(words, secrets), document);
        }
        String type = text(document, "token_type");
        if (type != null && !type.equalsIgnoreCase("bearer")) {
            throw new InferenceException(
                    FailureCode.AUTHENTICATION_FAILED, where() + " gave a token of type " + type + ", not Bearer");
        }
        return new OAuth2Token(token, text(document, "refresh_token"), asked, asked.plus(lifetime(document)));
    }

    /** RFC 6749 section 5.2. */
    private InferenceException refusal(int status, UnaryOperator<String> masking, JsonObject document) {
        String error = text(document, "error");
        String description = text(document, "error_description");
        String said = error == null ? "" : ": " + error + (description == null ? "" : " (" + description + ")");
        return InferenceException.of(
                        status >= 500 ? FailureCode.PROVIDER_UNREACHABLE : FailureCode.AUTHENTICATION_FAILED,
                        where() + " gave no token, it answered " + status + masking.apply(said))
                .providerStatus(status)
                .build();
    }

    private String where() {
        return "the token endpoint " + OutboundRequest.peer(profile.tokenEndpoint());
    }

    private static Duration lifetime(JsonObject document) {
        return document.get("expires_in") instanceof JsonNumber seconds
                ? Duration.ofSeconds(Math.max(1, Math.min(seconds.longValue(), LONGEST.toSeconds())))
                : UNTOLD;
    }

    /** What is no JSON object has no fields: an error page says nothing that helps. */
    private static JsonObject object(String text) {
        try (JsonParser parser = JsonStreams.parser(text)) {
            return parser.next() == JsonParser.Event.START_OBJECT ? parser.getObject() : JsonObject.EMPTY_JSON_OBJECT;
        } catch (RuntimeException e) {
            return JsonObject.EMPTY_JSON_OBJECT;
        }
    }

    private static String text(JsonObject document, String name) {
        return document.get(name) instanceof JsonString text ? text.getString() : null;
    }
}
