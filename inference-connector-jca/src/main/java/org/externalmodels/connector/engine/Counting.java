package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.connector.routing.ConnectionHealth;
import org.externalmodels.connector.routing.Trouble;
import org.externalmodels.connector.transport.Exchange;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.OutboundRequest;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.connector.transport.ResponseReceiver;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.TokenCount;

/**
 * Asks a provider how many tokens a request has. That is no inference: it is bound by switches and by limits of requests,
 * costs nothing and leaves no record. One attempt; the future it completes is also how the caller gives up.
 */
final class Counting extends CompletableFuture<TokenCount> implements ResponseReceiver {

    private static final int LONGEST = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CallTarget target;
    private final InferenceRequest request;
    private final Routing routing;
    private final HttpTransport transport;
    private final long start = System.nanoTime();
    private final long deadline = start + PATIENCE.toNanos();
    private final AtomicBoolean over = new AtomicBoolean();
    private final BodyBuffer body = new BodyBuffer(LONGEST);
    private Route route;
    private ConnectionRoute connection;
    private ProviderDialect dialect;
    private Payload payload;
    private CallAdmission.Ticket ticket = CallAdmission.Ticket.NONE;
    private volatile Exchange exchange;
    private ResponseHead head;

    Counting(CallTarget target, InferenceRequest request, Routing routing, HttpTransport transport) {
        this.target = target;
        this.request = request;
        this.routing = routing;
        this.transport = transport;
    }

    Counting start() {
        try {
            prepare();
            Credentials.await(connection.authenticator(), deadline, this::send, this::fail);
        } catch (RuntimeException e) {
            fail(Unexpected.inRequest(e));
        }
        return this;
    }

    private void prepare() {
        route = routing.find(target.model(), target.connection());
        routing.admit(route);
        dialect = route.dialect().orElseThrow();
        if (!dialect.operations().contains(Operation.COUNT_TOKENS)) {
            throw new InferenceException(
                    FailureCode.FEATURE_NOT_ENABLED,
                    "tokens cannot be counted before a call, because the model's wire format has no way to ask for it;"
                            + " the answer of a call says how many there were");
        }
        Admission.check(route.definition(), request, false);
        payload = dialect.encode(request, Operation.COUNT_TOKENS);
        // A model that stands in would count otherwise.
        connection = new Way(route, target.connection(), routing)
                .first(other -> false)
                .connection();
        admit();
    }

    private void admit() {
        ModelDefinition model = route.definition();
        CallAdmission.Decision decision = routing.admission()
                .admit(new CallAdmission.Attempt(
                        target.origin(),
                        model.id(),
                        model.name(),
                        connection.definition().id(),
                        connection.name(),
                        () -> 0,
                        OptionalLong.of(0)));
        if (decision instanceof CallAdmission.Refused refused) {
            throw refused.why();
        }
        ticket = ((CallAdmission.Admitted) decision).ticket();
    }

    private void send() {
        if (isDone()) {
            fail(new InferenceException(FailureCode.CANCELLED, "it was cancelled before it was sent"));
            return;
        }
        Timeouts limits = route.definition().timeouts().or(Timeouts.DEFAULTS);
        Exchange started = transport.send(
                new OutboundRequest(
                        connection.address(Operation.COUNT_TOKENS),
                        connection.headers(Operation.COUNT_TOKENS, payload),
                        ByteBuffer.wrap(payload.bytes()),
                        new Timeouts(limits.connect(), PATIENCE, limits.idle(), PATIENCE),
                        deadline),
                this);
        exchange = started;
        if (isDone()) {
            started.cancel();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        Exchange running = exchange;
        if (cancelled && running != null) {
            running.cancel();
        }
        return cancelled;
    }

    @Override
    public void head(ResponseHead began) {
        head = began;
    }

    @Override
    public boolean body(ByteBuffer piece) {
        if (!body.add(piece)) {
            piece.position(piece.limit());
        }
        return true;
    }

    @Override
    public void end() {
        if (!head.isSuccess()) {
            fail(ProviderFailures.ofStatus(head, body.text(), connection.masking(), dialect)
                    .build());
            return;
        }
        try {
            long tokens = dialect.countedTokens(body.text());
            leave(null);
            complete(new TokenCount(tokens, route.definition().name(), connection.name()));
        } catch (RuntimeException e) {
            fail(Unexpected.inAnswer(e));
        }
    }

    @Override
    public void failed(TransportFailure failure) {
        fail(InferenceException.of(ProviderFailures.code(failure.kind(), false), failure.getMessage())
                .cause(failure)
                .build());
    }

    private void fail(InferenceException why) {
        leave(why);
        String model = route == null ? target.model() : route.definition().name();
        Optional<String> used = connection == null ? target.connection() : Optional.of(connection.name());
        Masking masking = connection == null ? Masking.NOTHING : connection.masking();
        completeExceptionally(Call.named(why, model, used, masking, null));
    }

    /** Gives back what was taken, once, and lets what became of it count for the connection's health. */
    private void leave(InferenceException why) {
        if (connection == null || !over.compareAndSet(false, true)) {
            return;
        }
        long now = System.nanoTime();
        ConnectionHealth health = connection.health();
        health.left();
        if (why == null) {
            health.wentWell(now);
        } else {
            health.failed(Trouble.of(why, Duration.ofNanos(now - start)), why.code(), why.retryAfter(), now);
        }
        ticket.endedUnused();
    }
}
