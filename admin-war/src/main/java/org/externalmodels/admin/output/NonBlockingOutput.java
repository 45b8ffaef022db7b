package org.externalmodels.admin.output;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * The body of an answer, without a thread of its own (Servlet 6.0 section 5.7.2): what is written waits until the client
 * takes it. Used by any thread; its state is guarded by itself.
 */
public final class NonBlockingOutput implements WriteListener {

    /** Hears how the client takes what is written, from any thread, a writer's own among them. */
    public interface Client {

        /** It has taken all that was written, and more may come. */
        void tookAll();

        /**
         * Nothing is written any more. Told once.
         *
         * @param gone whether the client left before the end
         */
        void closed(boolean gone);
    }

    private static final Logger LOG = System.getLogger(NonBlockingOutput.class.getName());

    /** Bytes that are handed to the container at once, so that how slowly a client takes a large answer is seen. */
    private static final int SLICE = 64 << 10;

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Client client;
    private final Queue<byte[]> waiting = new ArrayDeque<>();

    /** Bytes of the first that waits which are taken. */
    private int taken;

    private boolean writable;
    private boolean flushDue;
    private boolean flushed;
    private boolean ended;
    private boolean closed;
    private long movedAt = System.nanoTime();

    public NonBlockingOutput(AsyncContext context, Client client) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.client = client;
    }

    /** From now on the client takes what is written. */
    public void start() {
        out.setWriteListener(this);
    }

    /** Writes more; after the end nothing. */
    public void write(byte[] bytes) {
        synchronized (this) {
            add(bytes);
        }
        pump();
    }

    /** Writes the last that there is. */
    public void end(byte[] last) {
        synchronized (this) {
            add(last);
            markEnded();
        }
        pump();
    }

    /** Ends the answer as soon as all is taken. */
    public void end() {
        synchronized (this) {
            markEnded();
        }
        pump();
    }

    private void markEnded() {
        if (!ended && waiting.isEmpty()) {
            movedAt = System.nanoTime();
        }
        ended = true;
    }

    private void add(byte[] bytes) {
        if (ended || closed || bytes.length == 0) {
            return;
        }
        if (waiting.isEmpty()) {
            movedAt = System.nanoTime();
        }
        waiting.add(bytes);
    }

    /** Gives up on the client. */
    public void drop() {
        synchronized (this) {
            if (closed) {
                return;
            }
            waiting.clear();
            close();
        }
        client.closed(true);
    }

    /** Whether more may be written. */
    public synchronized boolean isOpen() {
        return !ended && !closed;
    }

    /** Whether nothing goes on any more. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Whether all that was written is taken. */
    public synchronized boolean isTaken() {
        return waiting.isEmpty();
    }

    /** Whether something waits for the client: bytes, or the end behind what the container still keeps of them. */
    public synchronized boolean isHeldUp() {
        return !closed && (ended || !waiting.isEmpty());
    }

    /** For how long nothing has moved, in nanoseconds. */
    public synchronized long stillFor(long now) {
        return now - movedAt;
    }

    /** Counts the time without movement from now on. */
    public synchronized void touch() {
        movedAt = System.nanoTime();
    }

    @Override
    public void onWritePossible() {
        synchronized (this) {
            writable = true;
        }
        pump();
    }

    @Override
    public void onError(Throwable failure) {
        drop();
    }

    /** The client hears of it outside the lock: it may have one of its own. */
    private void pump() {
        switch (drain()) {
            case TAKEN -> client.tookAll();
            case CLOSED -> client.closed(false);
            case REFUSED -> drop();
            case WAITING -> {}
        }
    }

    private enum Drained {
        WAITING,
        TAKEN,
        CLOSED,
        REFUSED
    }

    private synchronized Drained drain() {
        if (closed || !writable) {
            return Drained.WAITING;
        }
        try {
            while (!waiting.isEmpty() && out.isReady()) {
                writeSlice();
                flushDue = true;
                movedAt = System.nanoTime();
            }
            if (waiting.isEmpty() && flushDue && out.isReady()) {
                flush();
            }
            if (waiting.isEmpty() && ended && out.isReady()) {
                close();
                return Drained.CLOSED;
            }
            return waiting.isEmpty() && !ended ? Drained.TAKEN : Drained.WAITING;
        } catch (IOException | IllegalStateException refused) {
            return Drained.REFUSED;
        }
    }

    private void writeSlice() throws IOException {
        byte[] piece = waiting.element();
        int from = taken;
        int length = Math.min(piece.length - from, SLICE);
        taken += length;
        if (taken == piece.length) {
            waiting.remove();
            taken = 0;
        }
        out.write(piece, from, length);
    }

    /**
     * Open Liberty passes over the first flush of an answer, as its end mostly follows. Where it does not follow yet, a second
     * one sends what there is; after a flush that was not passed over it has nothing to send.
     */
    private void flush() throws IOException {
        out.flush();
        if (!flushed && !ended && out.isReady()) {
            out.flush();
        }
        flushed = true;
        flushDue = false;
        movedAt = System.nanoTime();
    }

    private void close() {
        closed = true;
        try {
            context.complete();
        } catch (IllegalStateException over) {
            LOG.log(Level.DEBUG, "The container has ended the answer already", over);
        }
    }
}
