package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.externalmodels.connector.dialect.AnswerBody;

/** Collects the body of an answer up to a limit. Used by one thread at a time. */
final class BodyBuffer {

    private final int limit;
    private byte[] bytes = new byte[2_048];
    private int size;

    BodyBuffer(int limit) {
        this.limit = limit;
    }

    /** Takes what fits; says whether all did. */
    boolean add(ByteBuffer piece) {
        int fitting = Math.min(piece.remaining(), limit - size);
        boolean all = fitting == piece.remaining();
        if (size + fitting > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.min(limit, Math.max(size + fitting, bytes.length * 2)));
        }
        piece.get(bytes, size, fitting);
        size += fitting;
        return all;
    }

    /** Takes what fits, and passes over what does not. */
    void fill(ByteBuffer piece) {
        if (!add(piece)) {
            piece.position(piece.limit());
        }
    }

    int size() {
        return size;
    }

    /** For reading once nothing is added any more. */
    AnswerBody answer() {
        return AnswerBody.of(bytes, size);
    }

    /** As UTF-8; bytes that are none become replacement characters. */
    String text() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
