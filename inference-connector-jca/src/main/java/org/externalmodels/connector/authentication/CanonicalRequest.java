package org.externalmodels.connector.authentication;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The one way to write a request that signer and verifier agree on (Signature Version 4, canonical request). */
final class CanonicalRequest {

    private static final String UNRESERVED = "-._~";
    private static final String HEX = "0123456789ABCDEF";

    private CanonicalRequest() {}

    static String of(String method, String path, String query, SortedMap<String, String> headers, String hashOfBody) {
        StringBuilder text = new StringBuilder(512);
        text.append(method).append('\n').append(path(path)).append('\n').append(query(query));
        for (Map.Entry<String, String> header : headers.entrySet()) {
            text.append('\n').append(header.getKey()).append(':').append(header.getValue());
        }
        return text.append("\n\n")
                .append(String.join(";", headers.keySet()))
                .append('\n')
                .append(hashOfBody)
                .toString();
    }

    /** Without dot segments and empty ones (RFC 3986 section 5.2.4). */
    private static String path(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(encoded(segment.getBytes(StandardCharsets.UTF_8)));
            }
        }
        boolean open = path.endsWith("/") || path.endsWith("/.") || path.endsWith("/..");
        return "/" + String.join("/", segments) + (open && !segments.isEmpty() ? "/" : "");
    }

    private static String query(String query) {
        if (query == null || query.isEmpty()) {
            return "";
        }
        List<String> parameters = new ArrayList<>();
        for (String parameter : query.split("&", -1)) {
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            String value = equals < 0 ? "" : parameter.substring(equals + 1);
            // By name first: a sign that no name has, and that sorts before all, stands in for the one between.
            parameters.add(encoded(decoded(name)) + ' ' + encoded(decoded(value)));
        }
        Collections.sort(parameters);
        return String.join("&", parameters).replace(' ', '=');
    }

    private static String encoded(byte[] bytes) {
        StringBuilder text = new StringBuilder(bytes.length + 16);
        for (byte next : bytes) {
            boolean plain = (next >= 'a' && next <= 'z')
                    || (next >= 'A' && next <= 'Z')
                    || (next >= '0' && next <= '9')
                    || UNRESERVED.indexOf(next) >= 0;
            if (plain) {
                text.append((char) next);
            } else {
                text.append('%').append(HEX.charAt((next >> 4) & 0xf)).append(HEX.charAt(next & 0xf));
            }
        }
        return text.toString();
    }

    private static byte[] decoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == '%' && at + 2 < bytes.length) {
                decoded.write(Character.digit(bytes[at + 1], 16) << 4 | Character.digit(bytes[at + 2], 16));
                at += 2;
            } else {
                decoded.write(bytes[at]);
            }
        }
        return decoded.toByteArray();
    }
}
