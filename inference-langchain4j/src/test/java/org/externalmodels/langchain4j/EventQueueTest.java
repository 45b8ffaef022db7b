package org.externalmodels.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventQueueTest {

    private final Recording handler = new Recording();
    private final Asked asked = new Asked();

    @Test
    void callsTheHandlerOnItsThreadsAndInOrder() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        EventQueue events = events(waiting::add);

        events.onNext(new InferenceEvent.TextDelta("one"));
        events.onNext(new InferenceEvent.TextDelta("two"));
        events.onNext(completed());

        assertThat(handler.heard).isEmpty();
        assertThat(waiting).as("one thread at a time").hasSize(1);
        waiting.remove().run();
        assertThat(handler.heard).containsExactly("text one", "text two", "call 0 look {}", "complete");
        assertThat(waiting).isEmpty();
    }

    @Test
    void asksForMoreOnlyAsTheHandlerGoesOn() {
        Queue<Runnable> waiting = new ArrayDeque<>();
        EventQueue events = events(waiting::add);
        long first = asked.events;
        for (int i = 0; i < first; i++) {
            events.onNext(new InferenceEvent.TextDelta("x"));
        }
        assertThat(asked.events).isEqualTo(first);

        waiting.remove().run();

        assertThat(asked.events).isEqualTo(2 * first);
    }

    @Test
    void tellsAHandlerThatGetsNoThread() {
        EventQueue events = events(work -> {
            throw new RejectedExecutionException("full");
        });

        events.onNext(new InferenceEvent.TextDelta("one"));

        assertThat(handler.heard).containsExactly("error full");
        assertThat(asked.cancelled).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "thinking", "partial"})
    void endsTheExchangeAndTellsTheHandlerWhatItThrows(String where) {
        EventQueue events = events(Runnable::run);
        handler.fails = where;

        events.onNext(new InferenceEvent.TextDelta("one"));
        events.onNext(new InferenceEvent.ReasoningDelta("two"));
        events.onNext(new InferenceEvent.ToolCallDelta(0, "1", "look", "{}"));
        events.onNext(completed());

        assertThat(handler.heard).last().asString().isEqualTo("error thrown in " + where);
        assertThat(handler.heard).noneMatch("complete"::equals);
        assertThat(asked.cancelled).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "complete"})
    void tellsTheHandlerWhatItThrowsAtTheEnd(String where) {
        EventQueue events = events(Runnable::run);
        handler.fails = where;

        events.onNext(completed());

        assertThat(handler.heard).last().asString().isEqualTo("error thrown in " + where);
        assertThat(asked.cancelled).as("the answer is whole").isFalse();
    }

    @Test
    void tellsOnceAlsoAHandlerThatThrowsThere() {
        EventQueue events = events(Runnable::run);
        handler.fails = "text error";

        events.onNext(new InferenceEvent.TextDelta("one"));
        events.onError(new IllegalStateException("cut"));

        assertThat(handler.heard).containsExactly("error thrown in text");
    }

    @Test
    void namesTheToolWithEachPieceOfItsArguments() {
        EventQueue events = events(Runnable::run);

        events.onNext(new InferenceEvent.ToolCallDelta(0, "a", "look", ""));
        events.onNext(new InferenceEvent.ToolCallDelta(1, "b", "ask", "{"));
        events.onNext(new InferenceEvent.ToolCallDelta(0, null, null, "{\"x\":"));
        events.onNext(new InferenceEvent.ToolCallDelta(1, null, null, "}"));

        assertThat(handler.heard).containsExactly("partial 1 b ask {", "partial 0 a look {\"x\":", "partial 1 b ask }");
    }

    @Test
    void saysNothingMoreToAHandlerThatHasCancelled() {
        EventQueue events = events(Runnable::run);
        handler.cancels = true;

        events.onNext(new InferenceEvent.TextDelta("one"));
        events.onNext(new InferenceEvent.TextDelta("two"));
        events.onError(new IllegalStateException("cut"));

        assertThat(handler.heard).containsExactly("text one");
        assertThat(asked.cancelled).isTrue();
    }

    private EventQueue events(Executor threads) {
        EventQueue events = new EventQueue(new HandledStream(handler), threads);
        events.onSubscribe(asked);
        return events;
    }

    private static InferenceEvent completed() {
        return new InferenceEvent.Completed(new InferenceResponse(
                "onetwo",
                Optional.empty(),
                List.of(new ToolCall("1", "look", "{}")),
                List.of(),
                FinishReason.TOOL_CALLS,
                InferenceResponse.Structure.NONE,
                TokenUsage.UNKNOWN,
                "model",
                "main",
                Optional.empty(),
                "trace"));
    }

    private static final class Asked implements Flow.Subscription {
        private long events;
        private boolean cancelled;

        @Override
        public void request(long n) {
            events += n;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }
    }

    /** Notes what it hears, and throws where it shall. */
    private static final class Recording implements StreamingChatResponseHandler {
        private final List<String> heard = new ArrayList<>();
        private String fails = "";
        private boolean cancels;

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            hear("text", partial.text());
            if (cancels) {
                context.streamingHandle().cancel();
            }
        }

        @Override
        public void onPartialThinking(PartialThinking partial) {
            hear("thinking", partial.text());
        }

        @Override
        public void onPartialToolCall(PartialToolCall partial) {
            hear(
                    "partial",
                    partial.index() + " " + partial.id() + " " + partial.name() + " " + partial.partialArguments());
        }

        @Override
        public void onCompleteToolCall(CompleteToolCall call) {
            hear(
                    "call",
                    call.index() + " " + call.toolExecutionRequest().name() + " "
                            + call.toolExecutionRequest().arguments());
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            hear("complete", "");
        }

        @Override
        public void onError(Throwable failure) {
            hear("error", failure.getMessage());
        }

        private void hear(String what, String words) {
            if (fails.contains(what) && !what.equals("error")) {
                throw new IllegalStateException("thrown in " + what);
            }
            heard.add((what + " " + words).strip());
            if (fails.contains(what)) {
                throw new IllegalStateException("thrown again");
            }
        }
    }
}
