package org.externalmodels.connector.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.externalmodels.connector.dialect.Answer;
import org.externalmodels.connector.dialect.StreamDecoder;
import org.externalmodels.connector.transport.ResponseHead;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.connector.transport.StreamFraming;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;

/**
 * What one attempt of a streamed call gets: events, or one body where the provider does not stream or refuses. Used by one
 * thread at a time.
 */
final class ArrivingAnswer {

    private static final int MAX_EVENT = 8 << 20;
    private static final int MAX_BODY = 64 << 20;

    /** Enough of a refusal. */
    private static final int MAX_REFUSAL = 64 << 10;

    private final Call call;
    private final InferenceRequest request;
    private final AnswerMemory.Share memory;
    private final StreamDecoder decoder;
    private ResponseHead head;
    private StreamFraming framing;
    private BodyBuffer body;
    private TokenUsage usedByBody = TokenUsage.UNKNOWN;
    private long received;
    private long kept;

    ArrivingAnswer(Call call, InferenceRequest request, AnswerMemory.Share memory) {
        this.call = call;
        this.request = request;
        this.memory = memory;
        this.decoder = call.dialect().streamDecoder(request);
    }

    void begin(ResponseHead began) {
        head = began;
        if (began.isSuccess()) {
            framing = StreamFraming.of(began.mediaType(), MAX_EVENT).orElse(null);
        }
        if (framing == null) {
            body = new BodyBuffer(began.isSuccess() ? MAX_BODY : MAX_REFUSAL, memory);
        }
    }

    /** What it began with; null before that. */
    ResponseHead head() {
        return head;
    }

    /** Whether it comes as events. */
    boolean isStream() {
        return framing != null;
    }

    /**
     * Reads on in the stream, up to the provider's last word.
     *
     * @param events get what each event of the provider's brings
     * @throws InferenceException {@code INVALID_RESPONSE} if it is too long, or what an event says
     */
    void read(ByteBuffer piece, Consumer<List<InferenceEvent>> events) throws StreamFraming.MalformedStream {
        received += piece.remaining();
        if (received > MAX_BODY) {
            throw new InferenceException(
                    FailureCode.INVALID_RESPONSE, "the stream is longer than " + (MAX_BODY >> 20) + " MB");
        }
        decode(framing.add(piece), events);
    }

    /** The bytes of the stream are over. */
    void readEnd(Consumer<List<InferenceEvent>> events) throws StreamFraming.MalformedStream {
        decode(framing.end(), events);
    }

    private void decode(List<StreamEvent> came, Consumer<List<InferenceEvent>> events) {
        for (StreamEvent event : came) {
            List<InferenceEvent> decoded = decoder.decode(event);
            kept += KeptEvents.bytes(event, decoded);
            events.accept(decoded);
            if (decoder.isOver()) {
                return;
            }
        }
    }

    /**
     * Counts what is kept of the stream.
     *
     * @throws InferenceException {@code LIMIT_EXCEEDED} if there is no memory for it
     */
    void count() {
        memory.reach(framing.held() + kept);
    }

    /** Whether the provider has said its last word. */
    boolean isOver() {
        return decoder.isOver();
    }

    /** Whether the stream may end here. */
    boolean isComplete() {
        return decoder.isComplete();
    }

    /** All that the stream brought, as one answer. */
    Answer streamed() {
        return decoder.answer();
    }

    /** The words of the stream so far. */
    String text() {
        return decoder.text();
    }

    /**
     * Takes a piece of the body.
     *
     * @return whether there was room for all of it
     * @throws InferenceException {@code LIMIT_EXCEEDED} if there is no memory for it
     */
    boolean collect(ByteBuffer piece) {
        return body.add(piece);
    }

    InferenceException tooLong() {
        return body.tooLong();
    }

    /** The body, which is an answer in one piece. */
    Answer whole() {
        return call.dialect().decode(body.answer(), request, call.operation());
    }

    /** Looks what a body that is no answer tells of its tokens. */
    void findUsage() {
        usedByBody = Unexpected.usage(call.dialect(), body, call.operation());
    }

    /** How the provider refuses, in the words of its body. */
    InferenceException refusal() {
        return call.refusal(head, body.text());
    }

    InferenceException misunderstoodBody(InferenceException why) {
        return call.misunderstood(why, head, body.begin());
    }

    /** The tokens that the provider has told of so far. */
    TokenUsage usage() {
        return body == null ? decoder.usage() : usedByBody;
    }
}
