package org.externalmodels.connector.transport;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Collects a short answer for a thread that waits for it, such as a token. */
public final class WholeAnswer implements ResponseReceiver {

    private final CompletableFuture<Content> content = new CompletableFuture<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream(1_024);
    private final int limit;
    private ResponseHead head;

    /**
     * Begins to wait.
     *
     * @param limit bytes beyond this are left out
     */
    public WholeAnswer(int limit) {
        this.limit = limit;
    }

    /**
     * Waits for the end.
     *
     * @throws TransportFailure if there is no whole answer
     */
    public Content await(Duration patience) throws TransportFailure {
        try {
            return content.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TransportFailure(TransportFailure.Kind.CANCELLED, "the waiting thread was interrupted", e);
        } catch (TimeoutException e) {
            throw new TransportFailure(TransportFailure.Kind.TOTAL_TIMEOUT, "no answer within " + patience, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TransportFailure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    @Override
    public void head(ResponseHead came) {
        head = came;
    }

    @Override
    public boolean body(ByteBuffer piece) {
        byte[] bytes = new byte[Math.min(piece.remaining(), limit - body.size())];
        piece.get(bytes);
        body.writeBytes(bytes);
        piece.position(piece.limit());
        return true;
    }

    @Override
    public void end() {
        content.complete(new Content(head.status(), body.toString(StandardCharsets.UTF_8)));
    }

    @Override
    public void failed(TransportFailure failure) {
        content.completeExceptionally(failure);
    }

    /** An answer that came whole, but for what was beyond the limit. */
    public record Content(int status, String text) {}
}
