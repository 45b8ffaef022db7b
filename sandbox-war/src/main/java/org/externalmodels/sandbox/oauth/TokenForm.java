package org.externalmodels.sandbox.oauth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.sandbox.wire.Call;

/** The fields of a token request, and the client that makes it (RFC 6749 sections 2.3.1 and 3.2). */
final class TokenForm {

    private final Map<String, String> fields = new HashMap<>();
    private final String client;
    private final String secret;

    TokenForm(Call call) throws TokenRefusal {
        String type = call.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (!type.startsWith("application/x-www-form-urlencoded")) {
            throw new TokenRefusal("invalid_request", "The request is a form, not " + type);
        }
        for (String pair : new String(call.body(), StandardCharsets.UTF_8).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0
                    && fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))) != null) {
                throw new TokenRefusal("invalid_request", "The field " + pair.substring(0, equals) + " is there twice");
            }
        }
        String header = call.header("Authorization").orElse("");
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            if (fields.containsKey("client_secret")) {
                throw new TokenRefusal("invalid_request", "The client proves itself in two ways");
            }
            String[] pair = pair(header.substring(6).strip());
            client = decoded(pair[0]);
            secret = decoded(pair[1]);
        } else {
            client = fields.get("client_id");
            secret = fields.get("client_secret");
        }
    }

    String client() throws TokenRefusal {
        if (client == null || client.isEmpty() || secret == null || secret.isEmpty()) {
            throw TokenRefusal.client("The client does not prove itself");
        }
        if (secret.contains("wrong")) {
            throw TokenRefusal.client("The client's secret is not the right one");
        }
        return client;
    }

    Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    String required(String name) throws TokenRefusal {
        String value = fields.get(name);
        if (value == null || value.isEmpty()) {
            throw new TokenRefusal("invalid_request", "The field " + name + " is missing");
        }
        return value;
    }

    private static String[] pair(String encoded) throws TokenRefusal {
        try {
            String[] pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).split(":", 2);
            if (pair.length == 2) {
                return pair;
            }
        } catch (IllegalArgumentException e) {
            // Refused below, like a pair without a colon.
        }
        throw TokenRefusal.client("The Authorization header is not Basic with a pair");
    }

    private static String decoded(String text) throws TokenRefusal {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new TokenRefusal("invalid_request", "A field is not form-encoded");
        }
    }
}
