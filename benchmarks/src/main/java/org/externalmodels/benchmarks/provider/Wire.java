package org.externalmodels.benchmarks.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Answers as bytes of HTTP/1.1. */
final class Wire {

    private Wire() {}

    static byte[] whole(String body) {
        return bytes("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: req-0001\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    /** The head, each event in a chunk of its own, the end; written one by one. */
    static List<byte[]> events(Stream<String> events) {
        var head =
                Stream.of("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        return Stream.of(head, events.map(Wire::chunk), Stream.of("0\r\n\r\n"))
                .flatMap(part -> part)
                .map(Wire::bytes)
                .toList();
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
