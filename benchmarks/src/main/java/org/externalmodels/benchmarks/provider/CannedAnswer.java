package org.externalmodels.benchmarks.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The one answer of the static provider as it goes over the wire, whole and as server-sent events. */
final class CannedAnswer {

    private static final int CHUNKS = 60;
    private static final String TEXT = "The claim describes water damage in a kitchen. ".repeat(12);

    static final byte[] WHOLE = whole();
    static final List<byte[]> STREAM = stream();

    private CannedAnswer() {}

    private static byte[] whole() {
        String body = """
                {"id":"chatcmpl-0001","object":"chat.completion","created":1760000000,"model":"static-1",\
                "choices":[{"index":0,"message":{"role":"assistant","content":"%s","refusal":null},\
                "logprobs":null,"finish_reason":"stop"}],\
                "usage":{"prompt_tokens":180,"completion_tokens":96,"total_tokens":276,\
                "prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0}}}""".formatted(TEXT);
        return wire("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-request-id: req-0001\r\nContent-Length: "
                + body.length() + "\r\n\r\n" + body);
    }

    private static List<byte[]> stream() {
        var head =
                Stream.of("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n");
        var deltas = IntStream.range(0, CHUNKS)
                .mapToObj(i -> event(
                        "{\"delta\":{\"content\":\" word" + i + "\"},\"index\":0,\"finish_reason\":null}", "null"));
        var last = Stream.of(
                event("{\"delta\":{},\"index\":0,\"finish_reason\":\"stop\"}", "null"),
                event("", "{\"prompt_tokens\":180,\"completion_tokens\":60,\"total_tokens\":240}"),
                chunk("data: [DONE]\n\n"),
                "0\r\n\r\n");
        return Stream.of(head, deltas, last)
                .flatMap(part -> part)
                .map(CannedAnswer::wire)
                .toList();
    }

    private static String event(String choice, String usage) {
        return chunk("""
                data: {"id":"chatcmpl-0001","object":"chat.completion.chunk","created":1760000000,"model":"static-1",\
                "choices":[%s],"usage":%s}

                """.formatted(choice, usage));
    }

    private static String chunk(String data) {
        return Integer.toHexString(data.length()) + "\r\n" + data + "\r\n";
    }

    private static byte[] wire(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
