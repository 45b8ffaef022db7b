package org.externalmodels.connector.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpResponse;
import org.apache.hc.core5.http.impl.BasicEntityDetails;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncClientEndpoint;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.CapacityChannel;
import org.apache.hc.core5.http.nio.DataStreamChannel;
import org.apache.hc.core5.http.nio.RequestChannel;
import org.apache.hc.core5.http.nio.support.BasicClientExchangeHandler;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.externalmodels.connector.transport.ExchangeProgress.Phase;
import org.externalmodels.connector.transport.TransportFailure.Kind;

/**
 * One request and its answer. Written by the client's threads, one at a time; {@link #cancel}, {@link #resume} and
 * {@link #expire} come from any thread.
 */
final class HttpExchange implements Exchange, AsyncRequestProducer, AsyncResponseConsumer<Void>, Deadlines.Timed {

    private static final System.Logger LOG = System.getLogger(HttpExchange.class.getName());

    private final OutboundRequest request;
    private final ResponseReceiver receiver;
    private final Deadlines deadlines;
    private final ByteBuffer body;
    private final Runnable whenFinished;
    private final AtomicBoolean finished = new AtomicBoolean();

    /** Held while the receiver hears something, so that it hears one thing at a time. */
    private final Object signals = new Object();

    /** Bytes taken while paused, for which the peer has not been given room again. */
    private final AtomicInteger withheld = new AtomicInteger();

    private final ExchangeProgress progress;
    private volatile CapacityChannel capacity;
    private volatile AsyncClientEndpoint endpoint;
    private volatile Future<?> execution;
    private FutureCallback<Void> resultCallback;

    HttpExchange(OutboundRequest request, ResponseReceiver receiver, Deadlines deadlines, Runnable whenFinished) {
        this.whenFinished = whenFinished;
        this.request = request;
        this.receiver = receiver;
        this.deadlines = deadlines;
        this.progress = new ExchangeProgress(request);
        this.body = request.body().duplicate();
    }

    void connected(AsyncClientEndpoint connection, HttpContext context) {
        endpoint = connection;
        progress.enter(Phase.WAITING);
        if (finished.get()) {
            // A lease is waited for even if nobody wants it any more: one that is cancelled can lose its connection.
            connection.releaseAndReuse();
        } else {
            connection.execute(new BasicClientExchangeHandler<>(this, this, outcome()), null, context);
        }
    }

    /** The client itself finds a connection, as it must for a proxy. */
    void executing(Future<?> underWay) {
        execution = underWay;
        if (finished.get()) {
            underWay.cancel(true);
        }
    }

    FutureCallback<Void> outcome() {
        return new Outcome(this);
    }

    /** The answer is whole. A connection that has not sent all of its request cannot send another. */
    private void completed() {
        AsyncClientEndpoint connection = endpoint;
        if (connection != null && body.hasRemaining()) {
            connection.releaseAndDiscard();
        } else if (connection != null) {
            connection.releaseAndReuse();
        }
        finish(null);
    }

    /** Ends the exchange once; with {@code null} the answer is whole. */
    void finish(TransportFailure failure) {
        deadlines.remove(this);
        if (!finished.compareAndSet(false, true)) {
            return;
        }
        whenFinished.run();
        synchronized (signals) {
            try {
                tellEnd(failure);
            } catch (VirtualMachineError e) {
                tellOutOfMemory(e);
            }
        }
    }

    private void tellEnd(TransportFailure failure) {
        if (failure == null) {
            receiver.end();
        } else {
            receiver.failed(failure);
        }
    }

    /** An error must not reach the client: it would end the thread, and with it every exchange of that thread. */
    private void tellOutOfMemory(VirtualMachineError e) {
        try {
            receiver.failed(outOfMemory(e));
        } catch (VirtualMachineError again) {
            LOG.log(System.Logger.Level.ERROR, "Memory ran out twice in one exchange", again);
        }
    }

    private static TransportFailure outOfMemory(VirtualMachineError e) {
        return new TransportFailure(Kind.OUT_OF_MEMORY, "this server ran out of memory with the answer", e);
    }

    /** The client gave up on it; {@code null} if it was cancelled. */
    void broke(Exception cause) {
        discard();
        finish(progress.broken(cause));
        stop();
    }

    private void discard() {
        AsyncClientEndpoint connection = endpoint;
        if (connection != null) {
            connection.releaseAndDiscard();
        }
    }

    /** After the end was told: the client answers with a failure of its own. */
    private void stop() {
        Future<?> underWay = execution;
        if (underWay != null) {
            underWay.cancel(true);
        }
    }

    private void give(TransportFailure reason) {
        finish(reason);
        discard();
        stop();
    }

    // Exchange

    @Override
    public void cancel() {
        if (progress.phase() != Phase.LEAVING) {
            end();
        }
    }

    /** It is under way for nobody any more, and ends by its own limit if its connection does not come free. */
    @Override
    public void leave() {
        if (finished.compareAndSet(false, true)) {
            progress.enter(Phase.LEAVING);
            whenFinished.run();
        }
    }

    @Override
    public void resume() {
        progress.enter(Phase.READING);
        room();
    }

    /** Gives the peer room for what was taken. The client shows its channel only when the first window is used up. */
    private void room() {
        CapacityChannel channel = capacity;
        if (channel == null) {
            return;
        }
        int bytes = withheld.getAndSet(0);
        if (bytes > 0) {
            try {
                channel.update(bytes);
            } catch (IOException e) {
                broke(e);
            }
        }
    }

    // Deadlines.Timed

    @Override
    public boolean isOver(long now) {
        return progress.passed(now) != null;
    }

    @Override
    public void end() {
        give(new TransportFailure(Kind.CANCELLED, "the exchange was cancelled", null));
    }

    @Override
    public void expire() {
        TransportFailure limit = progress.passed(System.nanoTime());
        if (limit == null) {
            deadlines.add(this);
        } else {
            give(limit);
        }
    }

    // AsyncRequestProducer

    @Override
    public void sendRequest(RequestChannel channel, HttpContext context) throws HttpException, IOException {
        BasicHttpRequest head = new BasicHttpRequest(request.method(), request.uri());
        for (OutboundRequest.Header header : request.headers()) {
            head.addHeader(header.name(), header.value());
        }
        channel.sendRequest(head, request.isGet() ? null : new BasicEntityDetails(body.remaining(), null), context);
    }

    @Override
    public boolean isRepeatable() {
        return false;
    }

    @Override
    public int available() {
        return body.remaining();
    }

    @Override
    public void produce(DataStreamChannel channel) throws IOException {
        if (progress.phase() == Phase.CONNECTING) {
            // Where the client finds the connection itself, this is the first that is heard of it.
            progress.enter(Phase.WAITING);
        }
        channel.write(body);
        if (!body.hasRemaining()) {
            channel.endStream();
        }
    }

    // AsyncResponseConsumer

    @Override
    public void consumeResponse(
            HttpResponse response, EntityDetails entity, HttpContext context, FutureCallback<Void> callback) {
        resultCallback = callback;
        if (progress.phase() == Phase.CONNECTING && body.hasRemaining()) {
            // Nothing was sent yet: it is the proxy that answers, and leads nowhere.
            give(new TransportFailure(
                    Kind.UNREACHABLE,
                    "no connection could be made to " + request.peer() + ": the proxy answered " + response.getCode(),
                    null));
            return;
        }
        progress.enter(Phase.READING);
        synchronized (signals) {
            if (!finished.get()) {
                try {
                    receiver.head(new ResponseHead(response.getCode(), headers(response)));
                } catch (VirtualMachineError e) {
                    give(outOfMemory(e));
                }
            }
        }
        if (entity == null) {
            callback.completed(null);
        }
    }

    private static List<OutboundRequest.Header> headers(HttpResponse response) {
        Header[] sent = response.getHeaders();
        List<OutboundRequest.Header> headers = new ArrayList<>(sent.length);
        for (Header header : sent) {
            headers.add(new OutboundRequest.Header(header.getName(), header.getValue()));
        }
        return headers;
    }

    @Override
    public void informationResponse(HttpResponse response, HttpContext context) {
        progress.goOn();
    }

    @Override
    public void updateCapacity(CapacityChannel channel) throws IOException {
        capacity = channel;
        if (progress.phase() != Phase.PAUSED) {
            room();
        }
    }

    @Override
    public void consume(ByteBuffer piece) throws IOException {
        int bytes = piece.remaining();
        withheld.addAndGet(bytes);
        // Set before asking, so that a resume that overtakes the answer is not lost.
        progress.enter(Phase.PAUSED);
        if (taken(piece)) {
            resume();
        }
    }

    private boolean taken(ByteBuffer piece) {
        synchronized (signals) {
            if (finished.get()) {
                piece.position(piece.limit());
                return true;
            }
            try {
                return receiver.body(piece);
            } catch (VirtualMachineError e) {
                piece.position(piece.limit());
                give(outOfMemory(e));
                return true;
            }
        }
    }

    @Override
    public void streamEnd(List<? extends Header> trailers) {
        resultCallback.completed(null);
    }

    @Override
    public void failed(Exception cause) {
        broke(cause);
    }

    /** How the client says that an exchange is over. */
    private record Outcome(HttpExchange exchange) implements FutureCallback<Void> {
        @Override
        public void completed(Void result) {
            exchange.completed();
        }

        @Override
        public void failed(Exception e) {
            exchange.broke(e);
        }

        @Override
        public void cancelled() {
            exchange.broke(null);
        }
    }

    @Override
    public void releaseResources() {
        // The body belongs to the request, and nothing else was taken.
    }
}
