package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
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
 * The attempts of one call. It goes out when credentials are at hand, and once more where that is safe and may help: only
 * before anything of an answer was handed over. Abandoned from any thread, otherwise used by one at a time.
 */
final class Attempts {

    private final Call call;
    private final HttpTransport transport;
    private final Retries retries;
    private final Receiver receiver;
    private volatile Exchange exchange;
    private volatile Hearing hearing;
    private volatile Pause pause;
    private volatile boolean abandoned;
    private int made = 1;
    private boolean repeatedAtOnce;
    private boolean authorizedAgain;

    Attempts(Call call, HttpTransport transport, Retries retries, Receiver receiver) {
        this.call = call;
        this.transport = transport;
        this.retries = retries;
        this.receiver = receiver;
    }

    void first() {
        retries.called();
        go();
    }

    private void go() {
        try {
            call.send(retries.threads(), this::send, this::failUnlessElsewhere);
        } catch (RuntimeException | VirtualMachineError e) {
            receiver.fail(UsageRecord.Status.FAILED, Unexpected.inRequest(e));
        }
    }

    private void failUnlessElsewhere(InferenceException why) {
        if (!goElsewhere(why)) {
            receiver.fail(UsageRecord.Status.FAILED, why);
        }
    }

    private void send(OutboundRequest request) {
        if (abandoned) {
            cancelled("the call was cancelled before it was sent");
            return;
        }
        Hearing own = new Hearing();
        hearing = own;
        Exchange started = transport.send(request, own);
        if (abandoned) {
            started.cancel();
        }
    }

    private void cancelled(String why) {
        receiver.fail(UsageRecord.Status.ABORTED_CLIENT, new InferenceException(FailureCode.CANCELLED, why));
    }

    /** Reads on after a pause of the reader. */
    void readOn() {
        Exchange running = exchange;
        if (running != null) {
            running.resume();
        }
    }

    void abandon() {
        abandoned = true;
        Exchange running = exchange;
        if (running != null) {
            running.cancel();
        }
        Pause waiting = pause;
        if (waiting != null) {
            waiting.end();
        }
    }

    /** The answer is whole, though its bytes may not be. */
    void leave() {
        Exchange running = exchange;
        if (running != null) {
            running.leave();
        }
    }

    boolean areAbandoned() {
        return abandoned;
    }

    /** Whether another attempt follows one that the provider refused. */
    boolean followRefusal(ResponseHead head, InferenceException why) {
        if (abandoned) {
            return false;
        }
        if (!authorizedAgain && call.mayAuthorizeAgain(why)) {
            authorizedAgain = true;
            return atOnce(why);
        }
        return goElsewhere(why) || (Retries.mayHelp(head) && later(why));
    }

    /**
     * Whether another attempt follows one that brought no answer. A connection that was kept may have been closed by the
     * other side just before it was used. Beyond that one case a request that went out may be worked on, and is given to
     * somebody else only if there is somebody.
     */
    boolean followFailure(TransportFailure.Kind kind, InferenceException why) {
        if (kind.isBeforeRequest()) {
            call.stayed();
        }
        if (abandoned) {
            return false;
        }
        return switch (kind) {
            case DIED_EARLY -> {
                boolean first = !repeatedAtOnce;
                repeatedAtOnce = true;
                yield first ? atOnce(why) : goElsewhere(why);
            }
            case UNREACHABLE, CONNECT_TIMEOUT -> goElsewhere(why) || later(why);
            case BROKEN, HEADER_TIMEOUT, IDLE_TIMEOUT, NOT_HTTP -> goElsewhere(why);
            default -> false;
        };
    }

    /** Whether another attempt follows over another connection, or with another model. What still comes of this one is not heard. */
    boolean goElsewhere(InferenceException why) {
        if (abandoned || retries.areTooMany() || !call.turn(why, receiver.used())) {
            return false;
        }
        hearing = null;
        Exchange running = exchange;
        if (running != null) {
            running.cancel();
        }
        made++;
        repeatedAtOnce = false;
        authorizedAgain = false;
        follow(Duration.ZERO, this::goAdmitted);
        return true;
    }

    private boolean atOnce(InferenceException why) {
        UsageRecord unused = call.repeat(call.named(why), receiver.used());
        receiver.startOver();
        go();
        return true;
    }

    private boolean later(InferenceException why) {
        Optional<Duration> wait = retries.next(made, call.wait(why), call.deadline());
        if (wait.isEmpty()) {
            return false;
        }
        made++;
        call.pause(why, receiver.used());
        follow(wait.get(), this::goOn);
        return true;
    }

    /** Never on the transport's thread: what comes next may wait for others. */
    private void follow(Duration wait, Runnable next) {
        try {
            receiver.startOver();
        } catch (RuntimeException | VirtualMachineError e) {
            receiver.fail(UsageRecord.Status.FAILED, Unexpected.inRequest(e));
            return;
        }
        Pause waiting = retries.pause(wait, () -> unlessOver(next));
        pause = waiting;
        if (abandoned) {
            waiting.end();
        }
    }

    private void unlessOver(Runnable next) {
        if (abandoned) {
            cancelled("the call was cancelled while it waited for its next attempt");
        } else if (retries.isClosed()) {
            cancelled("the adapter is being stopped");
        } else if (call.deadline() - System.nanoTime() <= 0) {
            receiver.fail(
                    UsageRecord.Status.FAILED,
                    new InferenceException(
                            FailureCode.LIMIT_EXCEEDED,
                            "this server is too busy: the time of the call was over before its next attempt began"));
        } else {
            next.run();
        }
    }

    private void goOn() {
        try {
            call.goOn();
            // Another model may answer now.
            receiver.startOver();
        } catch (RuntimeException | VirtualMachineError e) {
            receiver.fail(UsageRecord.Status.FAILED, Unexpected.inRequest(e));
            return;
        }
        go();
    }

    private void goAdmitted() {
        try {
            call.admit();
            receiver.startOver();
        } catch (RuntimeException | VirtualMachineError e) {
            receiver.fail(UsageRecord.Status.FAILED, Unexpected.inRequest(e));
            return;
        }
        go();
    }

    /** Hears of one attempt, and of nothing more once another one is under way. */
    private final class Hearing implements ResponseReceiver {

        private boolean isOver() {
            return hearing != this;
        }

        @Override
        public void begins(Exchange started) {
            exchange = started;
        }

        @Override
        public void head(ResponseHead head) {
            if (!isOver()) {
                receiver.head(head);
            }
        }

        @Override
        public boolean body(ByteBuffer piece) {
            if (isOver()) {
                piece.position(piece.limit());
                return true;
            }
            return receiver.body(piece);
        }

        @Override
        public void end() {
            if (!isOver()) {
                receiver.end();
            }
        }

        @Override
        public void failed(TransportFailure failure) {
            if (!isOver()) {
                receiver.failed(failure);
            }
        }
    }

    /** Takes the answers of all attempts, one after the other. */
    interface Receiver extends ResponseReceiver {

        /** The tokens that the attempt is known to have used so far: whatever becomes of it, they are paid for. */
        TokenUsage used();

        /** Forgets the answer of an attempt that is repeated. */
        void startOver();

        /** The call is over without an answer. */
        void fail(UsageRecord.Status status, InferenceException why);
    }
}
