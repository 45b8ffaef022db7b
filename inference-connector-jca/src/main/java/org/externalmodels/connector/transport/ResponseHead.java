package org.externalmodels.connector.transport;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.connector.transport.OutboundRequest.Header;

/**
 * How an answer begins.
 *
 * @param status the HTTP status
 * @param fields as they came
 */
public record ResponseHead(int status, List<Header> fields) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The first header of a name, compared without case. */
    public Optional<String> header(String name) {
        for (Header field : fields) {
            if (field.name().equalsIgnoreCase(name)) {
                return Optional.of(field.value());
            }
        }
        return Optional.empty();
    }

    /** All headers by name in lower case; of repeated ones the first. */
    public Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        fields.forEach(field -> headers.putIfAbsent(field.name().toLowerCase(Locale.ROOT), field.value()));
        return headers;
    }

    /** Without parameters and in lower case; empty text if there is none. */
    public String mediaType() {
        String type = header("content-type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
