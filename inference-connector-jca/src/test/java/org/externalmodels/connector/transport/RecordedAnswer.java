package org.externalmodels.connector.transport;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** An answer as it comes, piece by piece, which a test may read as slowly as it likes. */
final class RecordedAnswer implements ResponseReceiver {

    private final CompletableFuture<ResponseHead> head = new CompletableFuture<>();
    private final CompletableFuture<Optional<TransportFailure>> over = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private volatile boolean reading = true;

    /** From now on each piece is the last until the exchange is resumed. */
    void pauseAfterEachPiece() {
        reading = false;
    }

    ResponseHead head() throws Exception {
        return head.get(20, TimeUnit.SECONDS);
    }

    /** What has come so far. */
    synchronized String text() {
        return text.toString();
    }

    /** Waits for the end; empty if the answer is whole. */
    Optional<TransportFailure> outcome() throws Exception {
        return over.get(20, TimeUnit.SECONDS);
    }

    /** What to say of a call that did not get to its server. */
    AssertionError unanswered() {
        Optional<TransportFailure> failure = over.getNow(Optional.empty());
        return new AssertionError(failure.map(Throwable::toString).orElse("nobody called"), failure.orElse(null));
    }

    @Override
    public void head(ResponseHead came) {
        head.complete(came);
    }

    @Override
    public synchronized boolean body(ByteBuffer piece) {
        text.append(StandardCharsets.UTF_8.decode(piece));
        return reading;
    }

    @Override
    public void end() {
        over.complete(Optional.empty());
    }

    @Override
    public void failed(TransportFailure failure) {
        head.completeExceptionally(failure);
        over.complete(Optional.of(failure));
    }
}
