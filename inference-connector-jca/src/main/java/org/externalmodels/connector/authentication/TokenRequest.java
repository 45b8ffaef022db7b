package org.externalmodels.connector.authentication;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.inference.spi.Authentication.OAuth2.TokenField;

/** One request to a token endpoint: the grant, the client's proof (RFC 6749 section 2.3.1), and the profile's own fields. */
final class TokenRequest {

    private final OAuth2 profile;
    private final Map<String, String> grant;

    TokenRequest(OAuth2 profile, Map<String, String> grant) {
        this.profile = profile;
        this.grant = grant;
    }

    URI address() {
        String address = profile.tokenEndpoint().toString();
        for (TokenField field : placed(Placement.PATH)) {
            address = address.replace(
                    "%7B" + field.name() + "%7D", inPath(field.value().reveal()));
        }
        String query = form(values(Placement.QUERY));
        return URI.create(query.isEmpty() ? address : address + (address.indexOf('?') < 0 ? "?" : "&") + query);
    }

    List<Header> headers() {
        List<Header> headers = new ArrayList<>(4);
        headers.add(new Header("Content-Type", "application/x-www-form-urlencoded"));
        headers.add(new Header("Accept", "application/json"));
        if (profile.clientAuthentication() == ClientAuthentication.BASIC && !isPublic()) {
            headers.add(new Header("Authorization", "Basic " + basic()));
        }
        values(Placement.HEADER).forEach((name, value) -> headers.add(new Header(name, value)));
        return headers;
    }

    ByteBuffer body() {
        Map<String, String> fields = new LinkedHashMap<>(grant);
        if (!fields.containsKey("code")) {
            profile.scope().ifPresent(scope -> fields.put("scope", scope));
        }
        if (profile.clientAuthentication() == ClientAuthentication.POST || isPublic()) {
            fields.put("client_id", profile.clientId());
        }
        if (profile.clientAuthentication() == ClientAuthentication.POST && !isPublic()) {
            fields.put("client_secret", profile.clientSecret().reveal());
        }
        values(Placement.BODY).forEach(fields::putIfAbsent);
        return ByteBuffer.wrap(form(fields).getBytes(StandardCharsets.UTF_8));
    }

    /** A server may quote what it got: every secret in every form in which it goes out. */
    String masked(String words, String... secretsOfGrant) {
        List<String> secrets = new ArrayList<>(List.of(secretsOfGrant));
        secrets.add(basic());
        secrets.add(profile.clientSecret().reveal());
        profile.fields().stream()
                .filter(TokenField::secret)
                .forEach(field -> secrets.add(field.value().reveal()));
        return new Masking(secrets.stream()
                        .flatMap(secret -> Stream.of(secret, encoded(secret), inPath(secret)))
                        .toList())
                .mask(words);
    }

    private boolean isPublic() {
        return profile.clientSecret().reveal().isEmpty();
    }

    /** Section 2.3.1: both parts form-encoded first. */
    private String basic() {
        String pair = encoded(profile.clientId())
                + ":"
                + encoded(profile.clientSecret().reveal());
        return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.US_ASCII));
    }

    private List<TokenField> placed(Placement placement) {
        return profile.fields().stream()
                .filter(field -> field.placement() == placement)
                .toList();
    }

    private Map<String, String> values(Placement placement) {
        Map<String, String> values = new LinkedHashMap<>();
        placed(placement)
                .forEach(field -> values.put(field.name(), field.value().reveal()));
        return values;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** One segment: a form's plus is a plus there (RFC 3986 section 3.3). */
    private static String inPath(String text) {
        return encoded(text).replace("+", "%20");
    }
}
