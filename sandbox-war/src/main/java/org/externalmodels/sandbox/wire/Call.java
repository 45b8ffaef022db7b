package org.externalmodels.sandbox.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as a provider's front end sees it, its body read to the end.
 *
 * <p>The path starts after the provider's root: {@code /v1/models} for {@code /sandbox/openai/v1/models}.
 */
public final class Call {
    private final String method;
    private final String path;
    private final String rawQuery;
    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;
    private String sentTo;

    /**
     * One request.
     *
     * @param rawQuery the query as it came, without the question mark; empty if there is none
     */
    public Call(String method, String path, String rawQuery, Map<String, List<String>> headers, byte[] body) {
        this.method = method;
        this.path = path;
        this.rawQuery = rawQuery;
        this.headers.putAll(headers);
        this.body = body;
        this.sentTo = path;
    }

    /** The same call with the whole path as it came, still encoded: that is what a signature is over. */
    public Call sentTo(String rawPath) {
        Call call = new Call(method, path, rawQuery, headers, body);
        call.sentTo = rawPath;
        return call;
    }

    /** The whole path as it came, context root and provider's root included, still encoded. */
    public String sentTo() {
        return sentTo;
    }

    public String method() {
        return method;
    }

    public String path() {
        return path;
    }

    /** The query as it came, still encoded; empty if there is none. */
    public String rawQuery() {
        return rawQuery;
    }

    /** The first value of a parameter in the query, decoded; a name without a value has an empty one. */
    public Optional<String> query(String name) {
        for (String field : rawQuery.split("&", -1)) {
            int equals = field.indexOf('=');
            if (decoded(equals < 0 ? field : field.substring(0, equals)).equals(name)) {
                return Optional.of(equals < 0 ? "" : decoded(field.substring(equals + 1)));
            }
        }
        return Optional.empty();
    }

    /** What is not encoded rightly stays as it is. */
    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    public Map<String, List<String>> headers() {
        return Collections.unmodifiableMap(headers);
    }

    /** The header's first value. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(values -> values.get(0));
    }

    /** The body as it came; not a copy, so not to be changed. */
    public byte[] body() {
        return body;
    }
}
