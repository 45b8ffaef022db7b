package org.externalmodels.connector.authentication;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.stream.JsonParser;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.externalmodels.connector.json.JsonStreams;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.OutboundRequest;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.connector.transport.WholeAnswer;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;

/** Asks one profile's token endpoint (RFC 6749 section 3.2). Used by one thread at a time. */
final class TokenEndpoint {

    /** Others wait behind this one on the same thread, and every call of the profile does. */
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
    private String refreshToken;

    TokenEndpoint(OAuth2 profile, HttpTransport transport) {
        this.profile = profile;
        this.transport = transport;
        this.refreshToken = profile.refreshToken().map(Secret::reveal).orElse(null);
    }

    /**
     * Asks for a token and waits for it.
     *
     * @throws InferenceException {@code AUTHENTICATION_FAILED} with the server's words, or {@code PROVIDER_UNREACHABLE}
     */
    OAuth2Token token() {
        Instant asked = Instant.now();
        WholeAnswer answer = new WholeAnswer(MAX_ANSWER);
        OutboundRequest request = new OutboundRequest(
                profile.tokenEndpoint(),
                headers(),
                ByteBuffer.wrap(form(fields()).getBytes(StandardCharsets.UTF_8)),
                LIMITS,
                System.nanoTime() + PATIENCE.toNanos());
        transport.send(request, answer);
        try {
            return token(answer.await(PATIENCE.plusSeconds(1)), asked);
        } catch (TransportFailure e) {
            throw InferenceException.of(
                            FailureCode.PROVIDER_UNREACHABLE, where() + " cannot be reached: " + e.getMessage())
                    .cause(e)
                    .build();
        }
    }

    private OAuth2Token token(WholeAnswer.Content content, Instant asked) {
        JsonObject document = object(content.text());
        String token = text(document, "access_token");
        if (content.status() != 200 || token == null) {
            throw refusal(content.status(), document);
        }
        String type = text(document, "token_type");
        if (type != null && !type.equalsIgnoreCase("bearer")) {
            throw new InferenceException(
                    FailureCode.AUTHENTICATION_FAILED, where() + " gave a token of type " + type + ", not Bearer");
        }
        String renewed = text(document, "refresh_token");
        refreshToken = renewed != null ? renewed : refreshToken;
        return new OAuth2Token(token, renewed, asked, asked.plus(lifetime(document)));
    }

    /** RFC 6749 section 5.2. */
    private InferenceException refusal(int status, JsonObject document) {
        String error = text(document, "error");
        String description = text(document, "error_description");
        String said = error == null ? "" : ": " + error + (description == null ? "" : " (" + description + ")");
        return InferenceException.of(
                        status >= 500 ? FailureCode.PROVIDER_UNREACHABLE : FailureCode.AUTHENTICATION_FAILED,
                        where() + " gave no token, it answered " + status + masked(said))
                .providerStatus(status)
                .build();
    }

    /** The secrets in every form in which they go out: a server may quote what it got. */
    private String masked(String words) {
        String secret = profile.clientSecret().reveal();
        String masked =
                words.replace(basic(), Secret.MASK).replace(secret, Secret.MASK).replace(encoded(secret), Secret.MASK);
        return refreshToken == null
                ? masked
                : masked.replace(refreshToken, Secret.MASK).replace(encoded(refreshToken), Secret.MASK);
    }

    private String where() {
        return "the token endpoint " + profile.tokenEndpoint().getHost();
    }

    private static Duration lifetime(JsonObject document) {
        return document.get("expires_in") instanceof JsonNumber seconds
                ? Duration.ofSeconds(Math.max(1, Math.min(seconds.longValue(), LONGEST.toSeconds())))
                : UNTOLD;
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>(3);
        headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
        headers.add(new Header("Accept", "application/json"));
        if (profile.clientAuthentication() == OAuth2.ClientAuthentication.BASIC) {
            headers.add(new Header("Authorization", "Basic " + basic()));
        }
        return headers;
    }

    /** Section 2.3.1: both parts form-encoded first. */
    private String basic() {
        String pair = encoded(profile.clientId())
                + ":"
                + encoded(profile.clientSecret().reveal());
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        if (refreshToken == null) {
            fields.put("grant_type", "client_credentials");
        } else {
            fields.put("grant_type", "refresh_token");
            fields.put("refresh_token", refreshToken);
        }
        profile.scope().ifPresent(scope -> fields.put("scope", scope));
        if (profile.clientAuthentication() == OAuth2.ClientAuthentication.POST) {
            fields.put("client_id", profile.clientId());
            fields.put("client_secret", profile.clientSecret().reveal());
        }
        profile.extraFields().forEach(fields::putIfAbsent);
        return fields;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
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
