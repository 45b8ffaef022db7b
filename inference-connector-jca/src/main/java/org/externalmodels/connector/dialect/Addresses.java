package org.externalmodels.connector.dialect;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of operations. */
final class Addresses {

    private Addresses() {}

    /** A name as one segment of a path (RFC 3986 section 3.3). */
    static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** An endpoint may be written as the operation's own address or as the API's base; both lead to the operation. */
    static URI operation(URI endpoint, String operation) {
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        String whole = path.endsWith(operation) ? path : path + operation;
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + whole + query);
    }
}
