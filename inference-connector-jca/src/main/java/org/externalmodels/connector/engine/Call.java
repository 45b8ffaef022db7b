package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.externalmodels.connector.authentication.Masking;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.connector.dialect.Served;
import org.externalmodels.connector.routing.Trouble;
import org.externalmodels.connector.transport.OutboundRequest;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.CallObserver.Observation;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * One call: what is asked of whom, how long it takes, and the record that each of its attempts leaves. Used by one thread
 * at a time, first the caller's, then the transport's.
 */
final class Call {

    private final CallTarget target;
    private final Inquiry<?, ?> inquiry;
    private final boolean streaming;
    private final CallOrigin origin;
    private final Observers observers;
    private final CallRecords records;
    private final Passage passage;

    private Observation observation = Observation.NONE;
    private volatile boolean sent;
    private Operation operation;
    private Payload payload;
    private Timeouts timeouts;
    private long deadline;

    Call(
            CallTarget target,
            Inquiry<?, ?> inquiry,
            boolean streaming,
            Routing routing,
            CallRecords.UsageSink sink,
            Observers observers) {
        this.target = target;
        this.inquiry = inquiry;
        this.streaming = streaming;
        this.origin = origin(target.origin(), inquiry);
        this.observers = observers;
        this.records = new CallRecords(origin, streaming, inquiry.tags(), sink);
        this.passage = new Passage(target, routing);
    }

    /** An application that asks for a workflow says so by a tag. */
    private static CallOrigin origin(CallOrigin from, Inquiry<?, ?> inquiry) {
        return from.source() == CallOrigin.Source.APPLICATION
                        && inquiry.tags().containsKey(InferenceRequest.WORKFLOW_INSTANCE)
                ? new CallOrigin(
                        CallOrigin.Source.WORKFLOW, from.application(), from.component(), from.caller(), from.key())
                : from;
    }

    /** The call begins, on the caller's thread. */
    void begin() {
        records.begin();
        observation =
                observers.started(new CallObserver.Start(traceId(), target.model(), origin, streaming, inquiry.kind()));
    }

    String traceId() {
        Served elsewhere = passage.served();
        return elsewhere == null ? records.traceId() : elsewhere.traceId();
    }

    ProviderDialect dialect() {
        return passage.dialect();
    }

    ConnectionRoute connection() {
        return passage.connection();
    }

    /** As {@link Passage#masking}. */
    Masking masking() {
        return passage.masking();
    }

    /** As {@link Passage#modelName}. */
    String modelName() {
        return passage.modelName();
    }

    /** As {@link Passage#connectionName}. */
    Optional<String> connectionName() {
        return passage.connectionName();
    }

    Operation operation() {
        return operation;
    }

    /** The body as it was sent; {@code null} if nothing was. */
    Payload payload() {
        return payload;
    }

    /** When the time of the call is over, in {@link System#nanoTime}. */
    long deadline() {
        return deadline;
    }

    /** Finds the way, admits the request and encodes it. */
    void prepare() {
        try {
            passage.find();
        } finally {
            records.comeFrom(passage.signedOn(origin));
        }
        go(passage.first(this::isTakenBy));
        deadline = records.begun() + timeouts.total().toNanos();
        admit();
    }

    /** Where the answer is kept, if it is one to keep. */
    <A> Optional<AnswerKeeping<A>> keeping(Inquiry<A, ?> question) {
        return AnswerKeeping.of(question, passage.signedOn(origin), passage, operation, payload);
    }

    /**
     * Holds the attempt that is next against limits and budgets. Where only those of the connection are reached, another
     * one may serve; where those of each are, the call fails with the one that is over first. May wait for a moment.
     */
    void admit() {
        InferenceException first = null;
        Optional<CallAdmission.Refused> refused = ask();
        while (refused.isPresent()) {
            InferenceException why = refused.get().why();
            boolean elsewhere = refused.get().elsewhere();
            InferenceException told = elsewhere && first != null && isOverBefore(first, why) ? first : why;
            Optional<Way.Step> next = elsewhere ? passage.next(this::isTakenBy) : Optional.empty();
            leave(why);
            go(next.orElseThrow(() -> told));
            first = told;
            refused = ask();
        }
    }

    private static boolean isOverBefore(InferenceException one, InferenceException other) {
        return one.retryAfter().isPresent()
                && other.retryAfter()
                        .map(wait -> one.retryAfter().get().compareTo(wait) <= 0)
                        .orElse(true);
    }

    private Optional<CallAdmission.Refused> ask() {
        return passage.admit(origin, inquiry::characters, inquiry.maxTokens(), inquiry.expected());
    }

    /** The call has its place on a connection, and goes over it. */
    private void go(Way.Step step) {
        boolean sameModel = payload != null && step.route().isOfSameModel(passage.route());
        passage.enter(step);
        Route route = step.route();
        observation.routed(route.definition(), step.connection().definition());
        if (!sameModel) {
            route.admit(inquiry, streaming);
            operation = inquiry.operation(dialect(), streaming);
            payload = inquiry.encode(dialect(), route.definition(), operation);
        }
        timeouts = TimeLimits.of(
                inquiry.timeout(), route.definition().timeouts(), target.timeouts(), isWhole(), route.elsewhere());
    }

    private boolean isTakenBy(Route other) {
        try {
            other.admit(inquiry, streaming);
            ProviderDialect dialect = other.dialect().orElseThrow();
            inquiry.encode(dialect, other.definition(), inquiry.operation(dialect, streaming));
            return true;
        } catch (InferenceException refused) {
            return false;
        }
    }

    /**
     * Goes on over another connection, or another model, after an attempt that failed; its record is left.
     *
     * @param used tokens that the attempt is known to have used
     * @return whether there is another
     */
    boolean turn(InferenceException why, TokenUsage used) {
        if (!Trouble.mayPassElsewhere(why) || deadline - System.nanoTime() <= 0) {
            return false;
        }
        Optional<Way.Step> next = passage.next(this::isTakenBy);
        next.ifPresent(step -> {
            giveUp(why, used);
            go(step);
        });
        return next.isPresent();
    }

    /** How long to wait before the next attempt, beside what keeps calls apart. The failed one is over by this. */
    Optional<Duration> wait(InferenceException why) {
        leave(why);
        return passage.wait(why, this::isTakenBy);
    }

    /** The call waits, and is on no connection meanwhile; the record of the attempt is left. */
    void pause(InferenceException why, TokenUsage used) {
        giveUp(why, used);
    }

    /** The attempt is over for its connection, and for whoever admitted it; another one follows. */
    private void giveUp(InferenceException why, TokenUsage used) {
        leave(why);
        passage.ended(repeat(named(why), used), true);
    }

    /** The wait is over; the call goes over any of its connections, or fails if there is none. */
    void goOn() {
        records.attemptBegins();
        go(passage.again(this::isTakenBy));
        admit();
    }

    private void leave(InferenceException why) {
        passage.failed(why, records.attemptBegan());
    }

    /**
     * Sends the call once credentials are at hand, or tells why it does not go out.
     *
     * @param threads on which it goes on where it has to wait for them
     */
    void send(Executor threads, Consumer<OutboundRequest> sender, Consumer<InferenceException> failed) {
        Credentials.await(connection().authenticator(), deadline, threads, () -> sender.accept(outbound()), failed);
    }

    /** The request of the attempt did not leave this server. */
    void stayed() {
        records.requestStayed();
    }

    /** Whether a request went out, so that there is one to be shown. */
    boolean wasSent() {
        return sent;
    }

    private OutboundRequest outbound() {
        sent = true;
        records.requestGoes();
        ConnectionRoute connection = passage.connection();
        return new OutboundRequest(
                connection.address(operation),
                passage.headers(operation, payload),
                ByteBuffer.wrap(payload.bytes()),
                timeouts,
                deadline);
    }

    /** The failure that an answer without success is, as its wire format tells it. */
    InferenceException refusal(ResponseHead head, String body) {
        return dialect()
                .failure(head, body)
                .orElseGet(() -> ProviderFailures.ofStatus(
                                passage.destination(operation), head, body, masking(), dialect())
                        .build());
    }

    /** A failure to understand an answer, with the answer, and with what is likely to help where something else than the API answered. */
    InferenceException misunderstood(InferenceException why, ResponseHead head, String begin) {
        return ProviderFailures.withAnswer(passage.destination(operation), why, head, begin, masking());
    }

    /** The same of a stream, where what read it knows how it began. */
    InferenceException misunderstood(InferenceException why, ResponseHead head) {
        return why.providerBody().map(begin -> misunderstood(why, head, begin)).orElse(why);
    }

    /** Whether the provider's refusal may be mended by other credentials, which are then on their way. */
    boolean mayAuthorizeAgain(InferenceException refusal) {
        return refusal.code() == FailureCode.AUTHENTICATION_FAILED
                && connection().authenticator().refused(refusal);
    }

    /** Images and transcripts come whole, also to who asked for a stream. */
    private boolean isWhole() {
        return !streaming || operation != Operation.CHAT_STREAM;
    }

    void answerBegan() {
        if (records.answerBegins()) {
            observation.firstChunk();
        }
    }

    /** A piece of an answer came that is handed over as it arrives. */
    void chunkCame() {
        if (records.answerBegins()) {
            passage.begins();
            observation.firstChunk();
        } else {
            observation.chunk();
        }
    }

    /** Leaves the record of an attempt that is followed by another one. */
    UsageRecord repeat(InferenceException why, TokenUsage used) {
        UsageRecord record = attempted(Ending.failed(UsageRecord.Status.FAILED, why, used, Optional.empty()), false);
        records.keep(record);
        observation.retrying(record);
        records.next();
        return record;
    }

    /**
     * Leaves the record of a whole answer.
     *
     * @param providerModel that says it answered
     * @param served who answered on another server
     * @throws InferenceException if the record could not be kept: an answer nobody can account for is not handed over
     */
    void completed(Ending ending, Optional<String> providerModel, Optional<Served> served) {
        passage.wentWell();
        providerModel.ifPresent(observation::answeredBy);
        passage.servedBy(served);
        recordOrWithhold(ending);
    }

    /** As {@link #completed}, for an answer that was kept: nobody was asked, and nothing is paid for. */
    void again(Ending ending) {
        answerBegan();
        recordOrWithhold(ending);
    }

    private void recordOrWithhold(Ending ending) {
        if (!record(ending)) {
            throw named(new InferenceException(
                    FailureCode.LIMIT_EXCEEDED,
                    "the usage of the call could not be recorded, so its answer is withheld; see the server's log"));
        }
    }

    /**
     * Leaves the record of a failure.
     *
     * @param bare the failure as its finder knew it
     * @return the failure as the caller gets it
     */
    InferenceException failed(UsageRecord.Status status, InferenceException bare, TokenUsage usage, String partial) {
        leave(bare);
        InferenceException named = named(passage.exhausted(bare, this::isTakenBy));
        boolean unused = record(Ending.failed(status, named, usage, Optional.ofNullable(partial)));
        return named;
    }

    /** Adds who was asked, and masks what must not be seen. */
    InferenceException named(InferenceException bare) {
        return bare.traceId().isPresent() ? bare : passage.named(bare, traceId());
    }

    private boolean record(Ending ending) {
        UsageRecord record = attempted(ending, true);
        boolean kept = records.keep(record);
        passage.ended(record, false);
        observation.ended(record);
        return kept;
    }

    private UsageRecord attempted(Ending ending, boolean last) {
        UsageRecord.Target whom = passage.recordTarget();
        if (payload == null) {
            return records.of(whom, ending, last, Optional.empty(), Capture.NOTHING.output(ending.output()));
        }
        Capture capture = new Capture(passage.route().definition().capture(), masking());
        return records.of(whom, ending, last, capture.input(payload, inquiry), capture.output(ending.output()));
    }
}
