package org.externalmodels.sandbox.oauth;

import jakarta.json.JsonObjectBuilder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;
import org.externalmodels.sandbox.wire.Json;
import org.externalmodels.sandbox.wire.WireFormat;

/**
 * An authorization endpoint and a token endpoint (RFC 6749): client credentials, authorization code, refresh token. Tokens are numbered, so that a test
 * sees how many were fetched. What a client's id says decides what it gets: {@code expires-2} tokens for two seconds,
 * {@code first-wrong} a first token that the providers refuse. A secret with {@code wrong} in it is refused.
 */
public final class OAuth implements WireFormat {

    private static final Pattern EXPIRES = Pattern.compile("expires-(\\d{1,6})");

    private final Map<String, AtomicInteger> given = new ConcurrentHashMap<>();

    @Override
    public String root() {
        return "oauth";
    }

    @Override
    public Answer answer(Call call) {
        if (call.path().equals("/authorize") && call.method().equals("GET")) {
            return ConsentPage.answer(call);
        }
        if (!call.path().equals("/token") || !call.method().equals("POST")) {
            return error(404, "The sandbox has GET /authorize and POST /token only");
        }
        try {
            return grant(new TokenForm(call)).with("Cache-Control", "no-store");
        } catch (TokenRefusal refusal) {
            return refusal.answer();
        }
    }

    @Override
    public Answer error(int status, String message) {
        return TokenRefusal.answer(status, status < 500 ? "invalid_request" : "server_error", message);
    }

    private Answer grant(TokenForm form) throws TokenRefusal {
        String client = form.client();
        String scope = form.field("scope").orElse("all");
        if (scope.contains("forbidden")) {
            throw new TokenRefusal("invalid_scope", "The scope " + scope + " is not the client's");
        }
        boolean refreshable = switch (form.required("grant_type")) {
            case "client_credentials" -> false;
            case "authorization_code" -> {
                form.required("redirect_uri");
                startsWith(form.required("code"), "code-");
                yield true;
            }
            case "refresh_token" -> {
                startsWith(form.required("refresh_token"), "refresh-");
                yield true;
            }
            default -> throw new TokenRefusal("unsupported_grant_type", "The grant type is none of the endpoint's");
        };
        return token(client, scope, refreshable);
    }

    private static void startsWith(String value, String begin) throws TokenRefusal {
        if (!value.startsWith(begin)) {
            throw new TokenRefusal("invalid_grant", "The grant is none that was given");
        }
    }

    private Answer token(String client, String scope, boolean refreshable) {
        int number = given.computeIfAbsent(client, first -> new AtomicInteger()).incrementAndGet();
        boolean wrong = number == 1 && client.contains("first-wrong");
        Matcher expires = EXPIRES.matcher(client);
        JsonObjectBuilder token = Json.object()
                .add("access_token", (wrong ? "wrong-" : "token-") + number)
                .add("token_type", "Bearer")
                .add("expires_in", expires.find() ? Integer.parseInt(expires.group(1)) : 3_600)
                .add("scope", scope);
        if (refreshable) {
            token.add("refresh_token", "refresh-" + number);
        }
        return Answer.json(200, token.build());
    }
}
