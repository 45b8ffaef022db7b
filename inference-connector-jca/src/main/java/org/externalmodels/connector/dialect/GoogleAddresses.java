package org.externalmodels.connector.dialect;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Addresses of Gemini's methods, which follow the model's name after a colon. An endpoint may be the server, the API's base,
 * the model, or any of the methods; all lead to the method that is meant.
 */
final class GoogleAddresses {

    private static final Pattern METHOD = Pattern.compile(":[A-Za-z]+$");
    private static final Pattern VERSION = Pattern.compile(".*/v\\d+[a-z0-9]*");

    private final String model;

    /**
     * Addresses for a model.
     *
     * @param resource its resource name, such as {@code models/gemini-2.5-flash}
     */
    GoogleAddresses(String resource) {
        this.model = Arrays.stream(resource.split("/"))
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/"));
    }

    URI method(URI endpoint, Operation operation) {
        String path = model(endpoint.getRawPath() == null ? "" : endpoint.getRawPath());
        String method = switch (operation) {
            case CHAT_STREAM -> "streamGenerateContent";
            case EMBEDDINGS -> "batchEmbedContents";
            default -> "generateContent";
        };
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path + ":" + method
                + query(endpoint.getRawQuery(), operation == Operation.CHAT_STREAM));
    }

    /** The path of the model; an endpoint that names one keeps it. */
    private String model(String path) {
        String base = METHOD.matcher(path).replaceFirst("");
        boolean isMethod = base.length() < path.length();
        while (base.endsWith("/")) {
            base = base.substring(0, base.length() - 1);
        }
        if (isMethod || base.contains("/models/") || base.contains("/tunedModels/")) {
            return base;
        }
        if (base.endsWith("/models")) {
            base = base.substring(0, base.length() - "/models".length());
        }
        boolean isBase = VERSION.matcher(base).matches() || base.endsWith("/publishers/google");
        return base + (isBase ? "/" : "/v1beta/") + model;
    }

    /** Without {@code alt=sse} a stream is one JSON array that only its end makes valid. */
    private static String query(String given, boolean streaming) {
        List<String> fields = given == null
                ? List.of()
                : Arrays.stream(given.split("&"))
                        .filter(field -> !field.startsWith("alt="))
                        .toList();
        String rest = String.join("&", fields);
        if (streaming) {
            return rest.isEmpty() ? "?alt=sse" : "?" + rest + "&alt=sse";
        }
        return rest.isEmpty() ? "" : "?" + rest;
    }
}
