package org.externalmodels.langchain4j;

import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ToolCall;

/**
 * Tells a handler what a stream brings, and at last how it ended: also if that is what the handler itself throws. Its handle,
 * which the handler gets with each piece, ends the exchange. Told by one thread at a time; any may cancel.
 */
final class HandledStream implements StreamingHandle {

    private static final System.Logger LOG = System.getLogger(HandledStream.class.getName());

    private final StreamingChatResponseHandler handler;
    private final Map<Integer, InferenceEvent.ToolCallDelta> begun = new HashMap<>();
    private boolean over;
    private volatile Runnable exchange;
    private volatile boolean cancelled;

    HandledStream(StreamingChatResponseHandler handler) {
        this.handler = handler;
    }

    /** The exchange has begun, and this ends it. */
    void begin(Runnable end) {
        exchange = end;
    }

    void take(InferenceEvent event) {
        if (over || cancelled) {
            return;
        }
        try {
            tell(event);
        } catch (RuntimeException | Error thrown) {
            if (!(event instanceof InferenceEvent.Completed)) {
                exchange.run();
            }
            tellFailure(thrown);
        }
    }

    private void tell(InferenceEvent event) {
        if (event instanceof InferenceEvent.TextDelta delta) {
            handler.onPartialResponse(new PartialResponse(delta.text()), new PartialResponseContext(this));
        } else if (event instanceof InferenceEvent.ReasoningDelta delta) {
            handler.onPartialThinking(new PartialThinking(delta.text()), new PartialThinkingContext(this));
        } else if (event instanceof InferenceEvent.ToolCallDelta delta) {
            tell(delta);
        } else if (event instanceof InferenceEvent.Completed completed) {
            end(completed.response());
        }
    }

    /** LangChain4j wants the name with each piece, of which the first mostly has no arguments, and the others no name. */
    private void tell(InferenceEvent.ToolCallDelta delta) {
        InferenceEvent.ToolCallDelta first =
                begun.merge(delta.index(), delta, (before, more) -> before.name() == null ? more : before);
        if (first.name() != null && !delta.arguments().isEmpty()) {
            PartialToolCall partial = PartialToolCall.builder()
                    .index(delta.index())
                    .id(first.id())
                    .name(first.name())
                    .partialArguments(delta.arguments())
                    .build();
            handler.onPartialToolCall(partial, new PartialToolCallContext(this));
        }
    }

    private void end(InferenceResponse response) {
        List<ToolCall> calls = response.toolCalls();
        for (int index = 0; index < calls.size(); index++) {
            handler.onCompleteToolCall(new CompleteToolCall(index, ChatResponses.request(calls.get(index))));
        }
        handler.onCompleteResponse(ChatResponses.of(response));
        over = true;
    }

    /** The stream failed. */
    void fail(Throwable failure) {
        if (!over && !cancelled) {
            tellFailure(failure instanceof InferenceException known ? Failures.of(known) : failure);
        }
    }

    private void tellFailure(Throwable failure) {
        over = true;
        try {
            handler.onError(failure);
        } catch (RuntimeException thrown) {
            LOG.log(System.Logger.Level.WARNING, "A handler failed when it was told how its stream ended", thrown);
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        exchange.run();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
