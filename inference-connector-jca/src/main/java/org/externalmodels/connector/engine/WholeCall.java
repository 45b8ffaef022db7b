package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.externalmodels.connector.transport.Exchange;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.OutboundRequest;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.connector.transport.ResponseReceiver;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * A call whose answer is handed over when it is whole. The future it completes is also how the caller gives up.
 *
 * @param <A> what the provider says
 * @param <R> what the caller gets
 */
final class WholeCall<A, R> extends CompletableFuture<R> implements ResponseReceiver {

    /** More than the largest image a provider sends in JSON. */
    private static final int MAX_ANSWER = 64 << 20;

    /** An error page longer than this is not read to its end. */
    private static final int MAX_ERROR = 64 << 10;

    private final Call call;
    private final Inquiry<A, R> inquiry;
    private final HttpTransport transport;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile OutboundRequest outbound;
    private volatile Exchange exchange;
    private volatile boolean abandoned;
    private ResponseHead head;
    private BodyBuffer body;

    WholeCall(Call call, Inquiry<A, R> inquiry, HttpTransport transport) {
        this.call = call;
        this.inquiry = inquiry;
        this.transport = transport;
    }

    WholeCall<A, R> start() {
        call.begin();
        try {
            call.prepare();
        } catch (RuntimeException e) {
            fail(UsageRecord.Status.FAILED, Unexpected.inRequest(e));
            return this;
        }
        authorize();
        return this;
    }

    private void authorize() {
        try {
            call.send(this::send, why -> fail(UsageRecord.Status.FAILED, why));
        } catch (RuntimeException e) {
            fail(UsageRecord.Status.FAILED, Unexpected.inRequest(e));
        }
    }

    private void send(OutboundRequest request) {
        if (abandoned) {
            fail(
                    UsageRecord.Status.ABORTED_CLIENT,
                    new InferenceException(FailureCode.CANCELLED, "the call was cancelled before it was sent"));
            return;
        }
        outbound = request;
        send();
    }

    /** The status line and headers, if an answer began. */
    Optional<ResponseHead> receivedHead() {
        return Optional.ofNullable(head);
    }

    /** The body as far as it came. */
    String receivedBody() {
        return body == null ? "" : body.text();
    }

    private void send() {
        Exchange started = transport.send(outbound, this);
        exchange = started;
        if (abandoned) {
            started.cancel();
        }
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            abandon();
        }
        return cancelled;
    }

    private void abandon() {
        abandoned = true;
        Exchange running = exchange;
        if (running != null) {
            running.cancel();
        }
    }

    @Override
    public void head(ResponseHead began) {
        call.answerBegan();
        head = began;
        body = new BodyBuffer(began.isSuccess() ? MAX_ANSWER : MAX_ERROR);
    }

    @Override
    public boolean body(ByteBuffer piece) {
        if (!body.add(piece)) {
            if (head.isSuccess()) {
                fail(
                        UsageRecord.Status.FAILED,
                        new InferenceException(
                                FailureCode.INVALID_RESPONSE,
                                "the answer is larger than " + (MAX_ANSWER >> 20) + " MB"));
            } else {
                fail(UsageRecord.Status.FAILED, refusal());
            }
            abandon();
        }
        return true;
    }

    @Override
    public void end() {
        if (!head.isSuccess()) {
            refused(refusal());
            return;
        }
        try {
            succeed(inquiry.decode(call.dialect(), body.text(), call.operation()));
        } catch (RuntimeException e) {
            fail(UsageRecord.Status.FAILED, withAnswer(Unexpected.inAnswer(e)));
        }
    }

    @Override
    public void failed(TransportFailure failure) {
        FailureCode code = ProviderFailures.code(failure.kind(), false);
        InferenceException why =
                InferenceException.of(code, failure.getMessage()).cause(failure).build();
        if (failure.kind() == TransportFailure.Kind.DIED_EARLY && call.mayTryAgain() && !abandoned) {
            call.repeat(call.named(why));
            send();
        } else {
            fail(code == FailureCode.CANCELLED ? UsageRecord.Status.ABORTED_CLIENT : UsageRecord.Status.FAILED, why);
        }
    }

    private InferenceException refusal() {
        return call.refusal(head, body.text());
    }

    private void refused(InferenceException why) {
        if (!abandoned && call.mayAuthorizeAgain(why)) {
            call.repeat(call.named(why));
            head = null;
            body = null;
            authorize();
        } else {
            fail(UsageRecord.Status.FAILED, why);
        }
    }

    private void succeed(A answer) {
        if (settled.compareAndSet(false, true)) {
            try {
                complete(inquiry.completed(call, answer, head.status()));
            } catch (InferenceException e) {
                completeExceptionally(e);
            }
        }
    }

    private void fail(UsageRecord.Status status, InferenceException why) {
        if (settled.compareAndSet(false, true)) {
            completeExceptionally(call.failed(status, why, TokenUsage.UNKNOWN, null));
        }
    }

    /** An answer that was not understood is shown with the failure. */
    private InferenceException withAnswer(InferenceException e) {
        String excerpt = ProviderFailures.excerpt(body.text(), call.connection().masking());
        String begins =
                e.code() == FailureCode.OUTPUT_NOT_FOUND ? "; it begins: " + ProviderFailures.line(excerpt) : "";
        return InferenceException.of(e.code(), e.getMessage() + begins)
                .providerStatus(head.status())
                .providerBody(excerpt)
                .cause(e.getCause())
                .build();
    }
}
