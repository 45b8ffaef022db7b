package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.externalmodels.connector.dialect.AnswerBody;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;

/** Collects the body of an answer up to a limit. Used by one thread at a time. */
final class BodyBuffer {

    /** Enough to show how an answer begins. */
    private static final int BEGIN = 64 << 10;

    /** Reading what is smaller takes too little to be counted. */
    private static final int LARGE = 1 << 20;

    /** A text of the body's size is there as characters, which take two bytes each, and once more as it is handed over. */
    private static final long READING = 3;

    /** A value of a tree, with its place in a list or a map. */
    private static final long VALUE = 128;

    private final int limit;
    private final AnswerMemory.Share share;
    private byte[] bytes = new byte[2_048];
    private int size;

    BodyBuffer(int limit, AnswerMemory.Share share) {
        this.limit = limit;
        this.share = share;
    }

    /**
     * Takes what fits; says whether all did.
     *
     * @throws InferenceException {@code LIMIT_EXCEEDED} if there is no memory for it
     */
    boolean add(ByteBuffer piece) {
        int fitting = Math.min(piece.remaining(), limit - size);
        boolean all = fitting == piece.remaining();
        if (size + fitting > bytes.length) {
            int larger = Math.min(limit, Math.max(size + fitting, bytes.length * 2));
            share.reach(larger);
            bytes = Arrays.copyOf(bytes, larger);
        }
        piece.get(bytes, size, fitting);
        size += fitting;
        return all;
    }

    /** That not all fitted. */
    InferenceException tooLong() {
        return new InferenceException(
                FailureCode.INVALID_RESPONSE, "the answer is larger than " + (limit >> 20) + " MB");
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

    /**
     * For reading once nothing is added any more.
     *
     * @throws InferenceException {@code LIMIT_EXCEEDED} if there is no memory for that, also from what reads it
     */
    AnswerBody answer() {
        long reading = size < LARGE ? 0 : READING * size;
        share.reach(bytes.length + reading);
        return AnswerBody.of(bytes, size, values -> share.reach(bytes.length + Math.max(reading, VALUE * values)));
    }

    /** As UTF-8; bytes that are none become replacement characters. */
    String text() {
        return text(size);
    }

    /** The first part of it, for people to see. */
    String begin() {
        return text(Math.min(size, BEGIN));
    }

    private String text(int length) {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
