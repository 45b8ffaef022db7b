package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.dialect.ProviderDialect;
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
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * Asks a provider how many tokens a request has. That is no inference: it is bound by switches and by limits of requests,
 * costs nothing and leaves no record. One attempt; the future it completes is also how the caller gives up.
 */
final class Counting extends CompletableFuture<TokenCount> implements ResponseReceiver {

    private static final int LONGEST = 64 << 10;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final CallTarget target;
    private final InferenceRequest request;
    private final Passage passage;
    private final HttpTransport transport;
    private final Executor threads;
    private final long start = System.nanoTime();
    private final long deadline = start + PATIENCE.toNanos();
    private final BodyBuffer body = new BodyBuffer(LONGEST, AnswerMemory.uncounted());
    private Payload payload;
    private volatile Exchange exchange;
    private ResponseHead head;

    Counting(CallTarget target, InferenceRequest request, Routing routing, HttpTransport transport, Executor threads) {
        this.target = target;
        this.request = request;
        this.passage = new Passage(target, routing);
        this.transport = transport;
        this.threads = threads;
    }

    Counting start() {
        try {
            prepare();
            Credentials.await(passage.connection().authenticator(), deadline, threads, this::send, this::fail);
        } catch (RuntimeException e) {
            fail(Unexpected.inRequest(e));
        }
        return this;
    }

    private void prepare() {
        passage.find();
        ProviderDialect dialect = passage.dialect();
        if (!dialect.operations().contains(Operation.COUNT_TOKENS)) {
            throw new InferenceException(
                    FailureCode.FEATURE_NOT_ENABLED,
                    "tokens cannot be counted before a call, because the model's wire format has no way to ask for it;"
                            + " the answer of a call says how many there were");
        }
        Admission.check(passage.route().definition(), request, false);
        payload = dialect.encode(request, Operation.COUNT_TOKENS);
        // A model that stands in would count otherwise.
        passage.enter(passage.first(other -> false));
        Optional<CallAdmission.Refused> refused =
                passage.admit(target.origin(), () -> 0, OptionalLong.of(0), UsageRecord.MediaUsage.NONE);
        if (refused.isPresent()) {
            throw refused.get().why();
        }
    }

    private void send() {
        if (isDone()) {
            fail(new InferenceException(FailureCode.CANCELLED, "it was cancelled before it was sent"));
            return;
        }
        ConnectionRoute connection = passage.connection();
        Timeouts limits = passage.route().definition().timeouts().or(Timeouts.DEFAULTS);
        Exchange started = transport.send(
                new OutboundRequest(
                        connection.address(Operation.COUNT_TOKENS),
                        passage.headers(Operation.COUNT_TOKENS, payload),
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
        body.fill(piece);
        return true;
    }

    @Override
    public void end() {
        if (!head.isSuccess()) {
            fail(ProviderFailures.ofStatus(
                            passage.destination(Operation.COUNT_TOKENS),
                            head,
                            body.text(),
                            passage.masking(),
                            passage.dialect())
                    .build());
            return;
        }
        try {
            long tokens = passage.dialect().countedTokens(body.text());
            passage.wentWell();
            passage.endedUnused();
            complete(new TokenCount(
                    tokens, passage.modelName(), passage.connection().name()));
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
        passage.failed(why, start);
        passage.endedUnused();
        completeExceptionally(passage.named(why, null));
    }
}
