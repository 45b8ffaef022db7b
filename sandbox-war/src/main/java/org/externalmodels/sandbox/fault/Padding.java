package org.externalmodels.sandbox.fault;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.externalmodels.sandbox.wire.Answer;

/** Makes a body longer without making it invalid; a body that is long enough already stays as it is. */
final class Padding {
    private Padding() {}

    static Answer to(long size, Answer answer) {
        long missing = size - answer.length();
        if (missing <= 0) {
            return answer;
        }
        return answer.streamed() ? comment((int) missing, answer) : spaces((int) size, answer);
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
        var chunks = new ArrayList<byte[]>();
        chunks.add(line);
        chunks.addAll(answer.chunks());
        return answer.withChunks(chunks);
    }
}
