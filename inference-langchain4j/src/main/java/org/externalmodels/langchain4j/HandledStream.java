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
import java.util.List;
import java.util.concurrent.Flow;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ToolCall;

/** Tells a handler what a stream brings. Its handle, which the handler gets with each piece, ends the exchange. */
final class HandledStream implements Flow.Subscriber<InferenceEvent>, StreamingHandle {

    private final StreamingChatResponseHandler handler;
    private volatile Flow.Subscription subscription;
    private volatile boolean cancelled;

    HandledStream(StreamingChatResponseHandler handler) {
        this.handler = handler;
    }

    @Override
    public void onSubscribe(Flow.Subscription begun) {
        subscription = begun;
        begun.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(InferenceEvent event) {
        if (event instanceof InferenceEvent.TextDelta delta) {
            handler.onPartialResponse(new PartialResponse(delta.text()), new PartialResponseContext(this));
        } else if (event instanceof InferenceEvent.ReasoningDelta delta) {
            handler.onPartialThinking(new PartialThinking(delta.text()), new PartialThinkingContext(this));
        } else if (event instanceof InferenceEvent.ToolCallDelta delta) {
            tool(delta);
        } else if (event instanceof InferenceEvent.Completed completed) {
            end(completed.response());
        }
    }

    /** LangChain4j knows no piece without a name or arguments. */
    private void tool(InferenceEvent.ToolCallDelta delta) {
        if (delta.name() != null && !delta.arguments().isEmpty()) {
            PartialToolCall partial = PartialToolCall.builder()
                    .index(delta.index())
                    .id(delta.id())
                    .name(delta.name())
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
    }

    @Override
    public void onError(Throwable failure) {
        handler.onError(failure instanceof InferenceException known ? Failures.of(known) : failure);
    }

    @Override
    public void onComplete() {
        // The last event has told the whole answer.
    }

    @Override
    public void cancel() {
        cancelled = true;
        subscription.cancel();
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
