package org.externalmodels.sandbox.wire;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What goes back to the caller. A whole body has one chunk and is sent with its length; a stream has one chunk per event
 * and is sent chunk by chunk, its length unknown to the client.
 */
public record Answer(
        int status, Map<String, String> headers, boolean streamed, List<byte[]> chunks, TokenCount tokens) {
    public static final String JSON = "application/json";
    public static final String EVENT_STREAM = "text/event-stream; charset=utf-8";

    public Answer {
        headers = Map.copyOf(headers);
        chunks = List.copyOf(chunks);
        if (!streamed && chunks.size() != 1) {
            throw new IllegalArgumentException("a whole body is one chunk, not " + chunks.size());
        }
    }

    public static Answer of(int status, String contentType, byte[] body) {
        return new Answer(status, Map.of("Content-Type", contentType), false, List.of(body), TokenCount.NONE);
    }

    public static Answer json(int status, Object document) {
        return of(status, JSON, document.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Answer stream(String contentType, List<byte[]> chunks) {
        return new Answer(200, Map.of("Content-Type", contentType), true, chunks, TokenCount.NONE);
    }

    public Answer with(TokenCount counted) {
        return new Answer(status, headers, streamed, chunks, counted);
    }

    public Answer with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, more, streamed, chunks, tokens);
    }

    public Answer withStatus(int other) {
        return new Answer(other, headers, streamed, chunks, tokens);
    }

    /** The same head over another whole body, which nobody pays for. */
    public Answer withBody(byte[] body) {
        return new Answer(status, headers, false, List.of(body), TokenCount.NONE);
    }

    public Answer withChunks(List<byte[]> other) {
        return new Answer(status, headers, streamed, other, tokens);
    }

    public long length() {
        return chunks.stream().mapToLong(chunk -> chunk.length).sum();
    }

    public boolean failed() {
        return status >= 400;
    }
}
