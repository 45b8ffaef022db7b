package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.ResponseHead;
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
final class WholeCall<A, R> extends CompletableFuture<R> implements Attempts.Receiver {

    /** More than the largest image a provider sends in JSON. */
    private static final int MAX_ANSWER = 64 << 20;

    /** An error page longer than this is not read to its end. */
    private static final int MAX_ERROR = 64 << 10;

    private final Call call;
    private final Inquiry<A, R> inquiry;
    private final Attempts attempts;
    private final AnswerMemory.Share memory;
    private final boolean shown;
    private final AtomicBoolean settled = new AtomicBoolean();
    private Optional<AnswerKeeping<A>> keeping = Optional.empty();
    private ResponseHead head;
    private BodyBuffer body;
    private TokenUsage used = TokenUsage.UNKNOWN;

    /**
     * Prepares a call.
     *
     * @param shown whether its answer is looked at afterwards as it came
     */
    WholeCall(
            Call call,
            Inquiry<A, R> inquiry,
            HttpTransport transport,
            Retries retries,
            AnswerMemory.Share memory,
            boolean shown) {
        this.call = call;
        this.inquiry = inquiry;
        this.memory = memory;
        this.shown = shown;
        this.attempts = new Attempts(call, transport, retries, this);
    }

    WholeCall<A, R> start() {
        call.begin();
        Optional<A> kept;
        try {
            call.prepare();
            keeping = call.keeping(inquiry);
            kept = keeping.flatMap(AnswerKeeping::find);
        } catch (RuntimeException | VirtualMachineError e) {
            fail(UsageRecord.Status.FAILED, Unexpected.inRequest(e));
            return this;
        }
        if (kept.isPresent()) {
            giveAgain(kept.get());
        } else {
            attempts.first();
        }
        return this;
    }

    private void giveAgain(A answer) {
        if (settled.compareAndSet(false, true)) {
            try {
                complete(inquiry.again(call, answer));
            } catch (RuntimeException | VirtualMachineError e) {
                completeExceptionally(Unexpected.atTheEnd(e));
            }
        }
    }

    /** The status line and headers, if an answer began. */
    Optional<ResponseHead> receivedHead() {
        return Optional.ofNullable(head);
    }

    /** The body as far as it came. */
    String receivedBody() {
        return body == null ? "" : body.text();
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean cancelled = super.cancel(mayInterruptIfRunning);
        if (cancelled) {
            attempts.abandon();
        }
        return cancelled;
    }

    @Override
    public void head(ResponseHead began) {
        call.answerBegan();
        head = began;
        body = new BodyBuffer(began.isSuccess() ? MAX_ANSWER : MAX_ERROR, memory);
    }

    @Override
    public boolean body(ByteBuffer piece) {
        if (settled.get()) {
            // What still comes before the exchange hears that it is given up.
            piece.position(piece.limit());
            return true;
        }
        try {
            if (body.add(piece)) {
                return true;
            }
            fail(UsageRecord.Status.FAILED, head.isSuccess() ? body.tooLong() : refusal());
        } catch (InferenceException noMemory) {
            fail(UsageRecord.Status.FAILED, noMemory);
        }
        piece.position(piece.limit());
        attempts.abandon();
        return true;
    }

    @Override
    public void end() {
        if (settled.get()) {
            return;
        }
        if (!head.isSuccess()) {
            InferenceException why = refusal();
            if (!attempts.followRefusal(head, why)) {
                fail(UsageRecord.Status.FAILED, why);
            }
            return;
        }
        A answer;
        try {
            answer = inquiry.decode(call.dialect(), body.answer(), call.operation());
        } catch (RuntimeException | VirtualMachineError e) {
            used = Unexpected.usage(call.dialect(), body, call.operation());
            InferenceException why = call.misunderstood(Unexpected.inAnswer(e), head, body.begin());
            if (!attempts.goElsewhere(why)) {
                fail(UsageRecord.Status.FAILED, why);
            }
            return;
        }
        succeed(answer);
    }

    @Override
    public void failed(TransportFailure failure) {
        FailureCode code = ProviderFailures.code(failure.kind(), false);
        boolean brokeOff = failure.kind() == TransportFailure.Kind.BROKEN && head != null;
        InferenceException why = InferenceException.of(code, failure.getMessage())
                .providerStatus(brokeOff ? head.status() : null)
                .cause(failure)
                .build();
        if (!attempts.followFailure(failure.kind(), why)) {
            fail(code == FailureCode.CANCELLED ? UsageRecord.Status.ABORTED_CLIENT : UsageRecord.Status.FAILED, why);
        }
    }

    @Override
    public TokenUsage used() {
        return used;
    }

    @Override
    public void startOver() {
        head = null;
        body = null;
        used = TokenUsage.UNKNOWN;
        memory.giveBack();
    }

    private InferenceException refusal() {
        return call.refusal(head, body.text());
    }

    private void succeed(A answer) {
        if (settled.compareAndSet(false, true)) {
            try {
                R response = inquiry.completed(call, answer, head.status());
                keeping.ifPresent(keeper -> keeper.keep(answer));
                letGo();
                complete(response);
            } catch (RuntimeException | VirtualMachineError e) {
                letGo();
                completeExceptionally(Unexpected.atTheEnd(e));
            }
        }
    }

    @Override
    public void fail(UsageRecord.Status status, InferenceException why) {
        if (settled.compareAndSet(false, true)) {
            letGo();
            InferenceException failure;
            try {
                failure = call.failed(status, why, used, null);
            } catch (RuntimeException | VirtualMachineError e) {
                failure = Unexpected.atTheEnd(e);
            }
            completeExceptionally(failure);
        }
    }

    /** Whoever keeps the future need not keep the answer as it came. */
    private void letGo() {
        if (!shown) {
            body = null;
        }
        memory.giveBack();
    }
}
