package org.externalmodels.sandbox;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import org.externalmodels.sandbox.fault.Faults;
import org.externalmodels.sandbox.wire.Answer;

/**
 * Sends one answer, at once or piece by piece, whole or cut. While it waits it holds no thread: a timer hands the next
 * piece to a container thread.
 */
final class Delivery {
    private final HttpServletResponse response;
    private final Answer answer;
    private final Faults faults;
    private final Timers timers;
    private final Iterator<byte[]> pieces;

    private Delivery(HttpServletResponse response, Answer answer, Faults faults, Timers timers) {
        this.response = response;
        this.answer = answer;
        this.faults = faults;
        this.timers = timers;
        this.pieces = Pieces.of(answer, faults).iterator();
    }

    static void send(
            HttpServletRequest request, HttpServletResponse response, Answer answer, Faults faults, Timers timers)
            throws IOException {
        var delivery = new Delivery(response, answer, faults, timers);
        if (faults.delay() == 0 && faults.chunkDelay() == 0) {
            delivery.sendAtOnce(request);
        } else {
            delivery.sendLater(request.startAsync());
        }
    }

    private void sendAtOnce(HttpServletRequest request) throws IOException {
        head();
        while (pieces.hasNext()) {
            piece(pieces.next());
        }
        if (isCut()) {
            throw Cut.failureOf(request);
        }
    }

    private void sendLater(AsyncContext context) {
        context.setTimeout(0);
        timers.after(faults.delay(), () -> context.start(() -> sendNext(context, true)));
    }

    private void sendNext(AsyncContext context, boolean first) {
        try {
            if (first) {
                head();
            }
            do {
                if (!pieces.hasNext()) {
                    finish(context);
                    return;
                }
                piece(pieces.next());
            } while (faults.chunkDelay() == 0 || !pieces.hasNext());
            timers.after(faults.chunkDelay(), () -> context.start(() -> sendNext(context, false)));
        } catch (IOException clientIsGone) {
            context.complete();
        }
    }

    private void finish(AsyncContext context) {
        if (isCut()) {
            Cut.after(context);
        } else {
            context.complete();
        }
    }

    private void head() throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (!answer.streamed()) {
            response.setContentLengthLong(answer.length());
        }
        if (isCut()) {
            response.flushBuffer();
        }
    }

    private void piece(byte[] bytes) throws IOException {
        ServletOutputStream out = response.getOutputStream();
        out.write(bytes);
        if (answer.streamed() || isCut() || faults.chunkDelay() > 0) {
            out.flush();
        }
    }

    /** A stream can be cut after its last byte, because its end is a message of its own; a whole body cannot. */
    private boolean isCut() {
        return faults.cut().isPresent() && (answer.streamed() || faults.cut().getAsInt() < answer.length());
    }

    /** The answer's body in the pieces that are sent. */
    private static final class Pieces {
        private static final int SLOW_PIECES = 8;

        private Pieces() {}

        static List<byte[]> of(Answer answer, Faults faults) {
            List<byte[]> pieces = answer.streamed() || faults.chunkDelay() == 0
                    ? answer.chunks()
                    : split(answer.chunks().get(0));
            return faults.cut().isPresent() ? head(pieces, faults.cut().getAsInt()) : pieces;
        }

        private static List<byte[]> split(byte[] body) {
            int length = Math.max(1, (body.length + SLOW_PIECES - 1) / SLOW_PIECES);
            return java.util.stream.IntStream.iterate(0, at -> at < body.length, at -> at + length)
                    .mapToObj(at -> java.util.Arrays.copyOfRange(body, at, Math.min(at + length, body.length)))
                    .toList();
        }

        private static List<byte[]> head(List<byte[]> pieces, int bytes) {
            var kept = new java.util.ArrayList<byte[]>();
            int left = bytes;
            for (byte[] piece : pieces) {
                if (left > 0) {
                    kept.add(piece.length <= left ? piece : java.util.Arrays.copyOf(piece, left));
                    left -= piece.length;
                }
            }
            return kept;
        }
    }
}
