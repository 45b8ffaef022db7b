package org.externalmodels.connector.transport;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How an answer begins.
 *
 * @param status the HTTP status
 * @param headers by name in lower case; of repeated ones the first
 */
public record ResponseHead(int status, Map<String, String> headers) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** A header by its name in lower case. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Without parameters and in lower case; empty text if there is none. */
    public String mediaType() {
        String type = headers.getOrDefault("content-type", "");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
