package org.externalmodels.sandbox;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import org.externalmodels.sandbox.fault.Faults;
import org.externalmodels.sandbox.wire.Answer;

/**
 * Sends one answer, at once or piece by piece, whole or cut. While it waits it holds no thread: a timer hands the next
 * piece to a container thread.
 */
final class Delivery {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Answer answer;
    private final Faults faults;
    private final Iterator<byte[]> pieces;
    private final Dispatch dispatch;

    /** How deliveries wait and how they break off, the same for all of them. */
    record Dispatch(Timers timers, StreamCut streamCut) {}

    Delivery(
            HttpServletRequest request, HttpServletResponse response, Answer answer, Faults faults, Dispatch dispatch) {
        this.request = request;
        this.response = response;
        this.answer = answer;
        this.faults = faults;
        this.pieces = Pieces.of(answer, faults).iterator();
        this.dispatch = dispatch;
    }

    void start() throws IOException {
        if (faults.delay() == 0 && faults.chunkDelay() == 0) {
            sendAtOnce();
        } else {
            AsyncContext context = request.startAsync();
            context.setTimeout(0);
            wake(context, faults.delay(), true);
        }
    }

    private void sendAtOnce() throws IOException {
        head();
        while (pieces.hasNext()) {
            piece(pieces.next());
        }
        if (isCut() && answer.streamed()) {
            dispatch.streamCut().sever(request);
        }
    }

    private void wake(AsyncContext context, int millis, boolean first) {
        dispatch.timers().after(millis, () -> context.start(() -> sendNext(context, first)));
    }

    private void sendNext(AsyncContext context, boolean first) {
        try {
            if (first) {
                head();
            }
            while (pieces.hasNext()) {
                piece(pieces.next());
                if (faults.chunkDelay() > 0 && pieces.hasNext()) {
                    wake(context, faults.chunkDelay(), false);
                    return;
                }
            }
        } catch (IOException clientIsGone) {
            context.complete();
            return;
        }
        if (isCut() && answer.streamed()) {
            dispatch.streamCut().sever(context);
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
            if (answer.streamed()) {
                dispatch.streamCut().prepare(response, answer.length());
            } else {
                StreamCut.closeAfter(response);
            }
        }
        if (isCut() || faults.chunkDelay() > 0) {
            // Also for the pieces: Open Liberty passes over the first flush of an answer.
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
}
