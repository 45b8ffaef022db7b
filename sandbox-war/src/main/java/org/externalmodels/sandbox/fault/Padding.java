package org.externalmodels.sandbox.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.externalmodels.sandbox.aws.EventFrame;
import org.externalmodels.sandbox.wire.Answer;

/** Makes a body longer without making it invalid; a body that is long enough already stays as it is. */
final class Padding {
    private Padding() {}

    static Answer to(long size, Answer answer) {
        long missing = size - answer.length();
        if (missing <= 0) {
            return answer;
        }
        if (!answer.streamed()) {
            return spaces((int) size, answer);
        }
        String type = answer.headers().getOrDefault("Content-Type", "");
        if (type.startsWith("text/event-stream")) {
            return comment((int) missing, answer);
        }
        return type.startsWith(EventFrame.STREAM)
                ? first(EventFrame.padding((int) missing), answer)
                : lastLine((int) missing, answer);
    }

    /** White space may follow a JSON text (RFC 8259, section 2), and an HTML page. */
    private static Answer spaces(int size, Answer answer) {
        byte[] body = answer.chunks().get(0);
        byte[] longer = Arrays.copyOf(body, size);
        Arrays.fill(longer, body.length, size, (byte) ' ');
        return answer.withChunks(List.of(longer));
    }

    /** A line that starts with a colon is a comment of an event stream, and an empty line alone dispatches nothing. */
    private static Answer comment(int length, Answer answer) {
        byte[] line = new byte[length];
        Arrays.fill(line, (byte) ' ');
        line[0] = ':';
        line[length - 1] = '\n';
        return first(line, answer);
    }

    /** A stream of JSON texts: white space before a line's end belongs to no text. */
    private static Answer lastLine(int length, Answer answer) {
        var chunks = new ArrayList<>(answer.chunks());
        byte[] last = chunks.get(chunks.size() - 1);
        byte[] longer = Arrays.copyOf(last, last.length + length);
        Arrays.fill(longer, last.length - 1, longer.length, (byte) ' ');
        longer[longer.length - 1] = last[last.length - 1];
        chunks.set(chunks.size() - 1, longer);
        return answer.withChunks(chunks);
    }

    private static Answer first(byte[] chunk, Answer answer) {
        var chunks = new ArrayList<byte[]>();
        chunks.add(chunk);
        chunks.addAll(answer.chunks());
        return answer.withChunks(chunks);
    }
}
