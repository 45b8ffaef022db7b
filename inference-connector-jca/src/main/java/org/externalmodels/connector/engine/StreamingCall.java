package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import org.externalmodels.connector.dialect.Answer;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.connector.transport.StreamFraming;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * A call whose answer is handed over as it arrives. The transport's thread writes events into the {@link EventRelay},
 * which gives them to the reader as fast as it asks for them and pauses the transport when it does not.
 */
final class StreamingCall implements InferenceStream, Attempts.Receiver {

    private final Call call;
    private final InferenceRequest request;
    private final Conversation conversation;
    private final Attempts attempts;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final AtomicBoolean settled = new AtomicBoolean();
    private final EventRelay relay;
    private final AnswerMemory.Share memory;
    private Optional<AnswerKeeping<Answer>> keeping = Optional.empty();
    private ArrivingAnswer arriving;
    private volatile BlockingEvents iterator;
    private volatile boolean handedOver;
    private volatile boolean fromCache;

    StreamingCall(
            Call call, InferenceRequest request, HttpTransport transport, Retries retries, AnswerMemory.Share memory) {
        this.call = call;
        this.request = request;
        this.conversation = new Conversation(request);
        this.memory = memory;
        this.attempts = new Attempts(call, transport, retries, this);
        this.relay = new EventRelay(attempts::readOn, attempts::abandon);
    }

    @Override
    public String traceId() {
        return call.traceId();
    }

    @Override
    public Optional<String> connectionName() {
        return handedOver ? call.connectionName() : Optional.empty();
    }

    @Override
    public Optional<String> modelName() {
        return handedOver ? Optional.of(call.modelName()) : Optional.empty();
    }

    @Override
    public boolean fromCache() {
        return fromCache;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super InferenceEvent> subscriber) {
        if (!taken.compareAndSet(false, true)) {
            EventRelay.refuse(subscriber, new IllegalStateException("The stream is read already"));
            return;
        }
        relay.open(subscriber);
        start();
    }

    @Override
    public Iterator<InferenceEvent> iterator() {
        if (taken.get()) {
            throw new IllegalStateException("The stream is read already");
        }
        BlockingEvents events = new BlockingEvents();
        iterator = events;
        subscribe(events);
        return events;
    }

    @Override
    public void close() {
        if (taken.compareAndSet(false, true)) {
            return;
        }
        relay.close();
        BlockingEvents waiting = iterator;
        if (waiting != null) {
            waiting.close();
        }
    }

    private void start() {
        if (attempts.areAbandoned()) {
            return;
        }
        call.begin();
        Optional<Answer> kept;
        try {
            call.prepare();
            startOver();
            keeping = call.keeping(conversation);
            kept = keeping.flatMap(AnswerKeeping::find);
        } catch (RuntimeException | VirtualMachineError e) {
            fail(UsageRecord.Status.FAILED, Unexpected.inRequest(e));
            return;
        }
        if (kept.isPresent()) {
            giveAgain(kept.get());
        } else {
            attempts.first();
        }
    }

    /** As a stream all the same. */
    private void giveAgain(Answer answer) {
        if (!settled.compareAndSet(false, true)) {
            return;
        }
        try {
            InferenceEvent.Completed completed = new InferenceEvent.Completed(conversation.again(call, answer));
            fromCache = true;
            handedOver = true;
            AnswerPieces.of(answer).forEach(relay::add);
            relay.add(completed);
            relay.end(null);
        } catch (RuntimeException | VirtualMachineError e) {
            relay.end(Unexpected.atTheEnd(e));
        }
    }

    @Override
    public void head(ResponseHead began) {
        arriving.begin(began);
        if (!arriving.isStream()) {
            call.answerBegan();
        }
    }

    @Override
    public boolean body(ByteBuffer piece) {
        if (settled.get()) {
            // What still comes before the exchange hears of it.
            piece.position(piece.limit());
            return true;
        }
        if (!arriving.isStream()) {
            collect(piece);
            return true;
        }
        relay.together(() -> understand(piece));
        return relay.hasRoom();
    }

    private void understand(ByteBuffer piece) {
        try {
            arriving.read(piece, this::hand);
            if (arriving.isOver()) {
                attempts.leave();
                succeed();
            } else if (!settled.get()) {
                arriving.count();
            }
        } catch (StreamFraming.MalformedStream e) {
            interrupt(InferenceException.of(FailureCode.INVALID_RESPONSE, e.getMessage())
                    .cause(e)
                    .build());
        } catch (RuntimeException | VirtualMachineError e) {
            interrupt(Unexpected.inAnswer(e));
        }
    }

    private void collect(ByteBuffer piece) {
        try {
            if (arriving.collect(piece)) {
                return;
            }
            // What came of a refusal is enough to fail with.
            fail(UsageRecord.Status.FAILED, arriving.head().isSuccess() ? arriving.tooLong() : arriving.refusal());
        } catch (InferenceException noMemory) {
            fail(UsageRecord.Status.FAILED, noMemory);
        }
        piece.position(piece.limit());
        attempts.abandon();
    }

    private void hand(List<InferenceEvent> events) {
        if (!settled.get() && !events.isEmpty()) {
            handedOver = true;
            call.chunkCame();
            events.forEach(relay::add);
        }
    }

    private void interrupt(InferenceException why) {
        if (!handedOver && attempts.goElsewhere(why)) {
            return;
        }
        fail(UsageRecord.Status.ABORTED_UPSTREAM, why);
        attempts.abandon();
    }

    @Override
    public void end() {
        if (settled.get()) {
            return;
        }
        if (arriving.isStream()) {
            endOfStream();
        } else if (arriving.head().isSuccess()) {
            endOfWhole();
        } else {
            InferenceException why = arriving.refusal();
            if (!attempts.followRefusal(arriving.head(), why)) {
                fail(UsageRecord.Status.FAILED, why);
            }
        }
    }

    private void endOfStream() {
        try {
            arriving.readEnd(this::hand);
        } catch (StreamFraming.MalformedStream e) {
            interrupt(InferenceException.of(FailureCode.STREAM_INTERRUPTED, e.getMessage())
                    .cause(e)
                    .build());
            return;
        } catch (RuntimeException | VirtualMachineError e) {
            interrupt(Unexpected.inAnswer(e));
            return;
        }
        if (arriving.isComplete()) {
            succeed();
        } else {
            InferenceException why = new InferenceException(
                    FailureCode.STREAM_INTERRUPTED, "the stream ended before the answer was whole");
            if (handedOver || !attempts.goElsewhere(why)) {
                fail(UsageRecord.Status.ABORTED_UPSTREAM, why);
            }
        }
    }

    /** The provider does not stream and sent the answer in one piece. */
    private void endOfWhole() {
        try {
            Answer answer = arriving.whole();
            handedOver = true;
            AnswerPieces.of(answer).forEach(relay::add);
            succeed(answer);
        } catch (RuntimeException | VirtualMachineError e) {
            arriving.findUsage();
            InferenceException why = arriving.misunderstoodBody(Unexpected.inAnswer(e));
            if (handedOver || !attempts.goElsewhere(why)) {
                fail(UsageRecord.Status.FAILED, why);
            }
        }
    }

    @Override
    public void failed(TransportFailure failure) {
        if (settled.get()) {
            return;
        }
        FailureCode code = ProviderFailures.code(failure.kind(), arriving.isStream());
        InferenceException why =
                InferenceException.of(code, failure.getMessage()).cause(failure).build();
        if (!handedOver && attempts.followFailure(failure.kind(), why)) {
            return;
        }
        if (code == FailureCode.CANCELLED) {
            fail(UsageRecord.Status.ABORTED_CLIENT, why);
        } else {
            fail(arriving.head() == null ? UsageRecord.Status.FAILED : UsageRecord.Status.ABORTED_UPSTREAM, why);
        }
    }

    @Override
    public TokenUsage used() {
        ArrivingAnswer current = arriving;
        return current == null ? TokenUsage.UNKNOWN : current.usage();
    }

    @Override
    public void startOver() {
        // What it used is told by now, and not once more should there be no next one.
        arriving = null;
        memory.giveBack();
        arriving = new ArrivingAnswer(call, request, memory);
    }

    private void succeed() {
        try {
            succeed(arriving.streamed());
        } catch (RuntimeException | VirtualMachineError e) {
            fail(UsageRecord.Status.FAILED, call.misunderstood(Unexpected.inAnswer(e), arriving.head()));
        }
    }

    private void succeed(Answer answer) {
        if (settled.compareAndSet(false, true)) {
            handedOver = true;
            try {
                InferenceEvent.Completed completed = new InferenceEvent.Completed(
                        conversation.completed(call, answer, arriving.head().status()));
                fromCache = completed.response().fromCache();
                keeping.ifPresent(keeper -> keeper.keep(answer));
                memory.giveBack();
                relay.add(completed);
                relay.end(null);
            } catch (RuntimeException | VirtualMachineError e) {
                memory.giveBack();
                relay.end(Unexpected.atTheEnd(e));
            }
        }
    }

    @Override
    public void fail(UsageRecord.Status status, InferenceException why) {
        if (settled.compareAndSet(false, true)) {
            memory.giveBack();
            relay.end(failure(status, why));
        }
    }

    private InferenceException failure(UsageRecord.Status status, InferenceException why) {
        try {
            ArrivingAnswer current = arriving;
            String partial = current == null ? null : current.text();
            return call.failed(status, why, used(), partial);
        } catch (RuntimeException | VirtualMachineError e) {
            return Unexpected.atTheEnd(e);
        }
    }
}
