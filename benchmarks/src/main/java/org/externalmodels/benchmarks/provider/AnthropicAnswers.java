package org.externalmodels.benchmarks.provider;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The one message, whole and streamed. */
final class AnthropicAnswers {

    static final List<byte[]> MESSAGE = List.of(message());
    static final List<byte[]> MESSAGE_STREAM = messageStream();

    private AnthropicAnswers() {}

    private static byte[] message() {
        return Wire.whole("""
                {"id":"msg_0001","type":"message","role":"assistant","model":"static-1",\
                "content":[{"type":"text","text":"%s"}],"stop_reason":"end_turn","stop_sequence":null,\
                "usage":{"input_tokens":180,"cache_creation_input_tokens":0,"cache_read_input_tokens":0,\
                "output_tokens":96}}""".formatted(OpenAiAnswers.TEXT));
    }

    private static List<byte[]> messageStream() {
        var first = Stream.of(
                event("message_start", """
                        "message":{"id":"msg_0001","type":"message","role":"assistant","model":"static-1",\
                        "content":[],"stop_reason":null,"stop_sequence":null,\
                        "usage":{"input_tokens":180,"output_tokens":1}}"""),
                event("content_block_start", "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
        var deltas = IntStream.range(0, OpenAiAnswers.CHUNKS)
                .mapToObj(i -> event(
                        "content_block_delta",
                        "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\" word" + i + "\"}"));
        var last = Stream.of(
                event("content_block_stop", "\"index\":0"),
                event("message_delta", """
                        "delta":{"stop_reason":"end_turn","stop_sequence":null},"usage":{"output_tokens":60}"""),
                "event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
        return Wire.events(Stream.of(first, deltas, last).flatMap(part -> part));
    }

    private static String event(String type, String members) {
        return "event: " + type + "\ndata: {\"type\":\"" + type + "\"," + members + "}\n\n";
    }
}
