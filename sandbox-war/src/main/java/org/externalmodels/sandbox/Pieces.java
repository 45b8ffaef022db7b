package org.externalmodels.sandbox;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.externalmodels.sandbox.fault.Faults;
import org.externalmodels.sandbox.wire.Answer;

/** An answer's body in the pieces that are sent: a stream's events, a slow whole body in eight parts, both up to the cut. */
final class Pieces {
    private static final int SLOW_PARTS = 8;
    private static final int MOST_DROPS = 100_000;

    private Pieces() {}

    static List<byte[]> of(Answer answer, Faults faults) {
        List<byte[]> pieces;
        if (faults.drips()) {
            pieces = answer.chunks().stream().flatMap(Pieces::drops).toList();
        } else if (answer.streamed() || faults.chunkDelay() == 0) {
            pieces = answer.chunks();
        } else {
            pieces = parts(answer.chunks().get(0), SLOW_PARTS);
        }
        return faults.cut().isPresent() ? upTo(faults.cut().getAsInt(), pieces) : pieces;
    }

    /** Byte by byte, unless that were more than anybody waits for. */
    private static Stream<byte[]> drops(byte[] chunk) {
        return parts(chunk, Math.min(chunk.length, MOST_DROPS)).stream();
    }

    private static List<byte[]> parts(byte[] body, int most) {
        int length = Math.max(1, (body.length + most - 1) / Math.max(1, most));
        return IntStream.iterate(0, at -> at < body.length, at -> at + length)
                .mapToObj(at -> Arrays.copyOfRange(body, at, Math.min(at + length, body.length)))
                .toList();
    }

    private static List<byte[]> upTo(int bytes, List<byte[]> pieces) {
        var kept = new ArrayList<byte[]>();
        int left = bytes;
        for (byte[] piece : pieces) {
            if (left > 0) {
                kept.add(piece.length <= left ? piece : Arrays.copyOf(piece, left));
                left -= piece.length;
            }
        }
        return kept;
    }
}
