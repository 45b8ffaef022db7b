package org.externalmodels.connector.transport;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** Takes a stream of bytes apart into events, wherever it is split. Used by one thread at a time. */
public interface StreamFraming {

    /**
     * Takes more bytes, all of them.
     *
     * @return the events that became whole
     * @throws MalformedStream if an event is longer than allowed, or the bytes are not of this framing
     */
    List<StreamEvent> add(ByteBuffer piece) throws MalformedStream;

    /**
     * The stream has ended.
     *
     * @return what its last bytes make without a separator after them, where the framing allows that
     * @throws MalformedStream if they are half an event that cannot be left out
     */
    default List<StreamEvent> end() throws MalformedStream {
        return List.of();
    }

    /** About how many bytes of memory it holds. */
    long held();

    /**
     * The framing of a media type; empty if it is none of a stream.
     *
     * @param maxEvent the most bytes of one event
     */
    static Optional<StreamFraming> of(String mediaType, int maxEvent) {
        return switch (mediaType) {
            case "text/event-stream" -> Optional.of(new ServerSentEvents(maxEvent));
            case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines" ->
                Optional.of(new JsonLines(maxEvent, false));
            case "application/json-seq" -> Optional.of(new JsonLines(maxEvent, true));
            case "application/vnd.amazon.eventstream" -> Optional.of(new EventStream(maxEvent));
            default -> Optional.empty();
        };
    }

    /** Bytes that are not what they should be. */
    final class MalformedStream extends Exception {

        private static final long serialVersionUID = 1L;

        public MalformedStream(String message) {
            super(message);
        }

        static MalformedStream tooLong(int limit) {
            return new MalformedStream("an event of the stream is longer than " + limit + " bytes");
        }
    }
}
