package org.externalmodels.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalStreamingChatModelTest {

    private static final String LONG = "one two three ".repeat(10_000);

    private SandboxedModels models;

    @BeforeEach
    void start(@TempDir Path journal) throws IOException {
        models = new SandboxedModels(journal);
    }

    @AfterEach
    void stop() {
        models.close();
    }

    @Test
    void tellsEveryPieceAndThenTheWhole() throws Exception {
        Heard heard = new Heard(Integer.MAX_VALUE);
        new ExternalStreamingChatModel(models.factory(), SandboxedModels.ASSISTANT).chat("one two three", heard);

        ChatResponse answer = heard.answer.get(20, TimeUnit.SECONDS);

        assertThat(heard.pieces.get()).isGreaterThan(1);
        assertThat(answer.aiMessage().text()).isEqualTo(heard.text.toString()).contains("one two three");
        assertThat(answer.tokenUsage().inputTokenCount()).isEqualTo(3);
    }

    @Test
    void endsWhenTheHandlerHasHeardEnough() {
        Heard heard = new Heard(1);
        // Long enough not to have come whole before the handler has heard its beginning.
        new ExternalStreamingChatModel(models.factory(), SandboxedModels.ASSISTANT).chat(LONG, heard);

        assertThatThrownBy(() -> heard.answer.get(2, TimeUnit.SECONDS)).isNotInstanceOf(ExecutionException.class);
        assertThat(heard.pieces.get()).isEqualTo(1);
        assertThat(models.usage())
                .singleElement()
                .satisfies(entry ->
                        assertThat(entry.record().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_CLIENT));
    }

    @Test
    void tellsFailuresToTheHandler() {
        Heard heard = new Heard(Integer.MAX_VALUE);
        new ExternalStreamingChatModel(models.factory(), "nobody").chat("x", heard);

        assertThatThrownBy(() -> heard.answer.get(20, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(ModelNotFoundException.class)
                .cause()
                .isInstanceOf(InferenceException.class)
                .extracting(failure -> ((InferenceException) failure).code())
                .isEqualTo(FailureCode.MODEL_NOT_FOUND);
    }

    /** Collects what it hears, and cancels after so many pieces. */
    private static final class Heard implements StreamingChatResponseHandler {
        private final CompletableFuture<ChatResponse> answer = new CompletableFuture<>();
        private final StringBuilder text = new StringBuilder();
        private final int most;
        private final AtomicInteger pieces = new AtomicInteger();

        Heard(int most) {
            this.most = most;
        }

        @Override
        public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
            text.append(partial.text());
            if (pieces.incrementAndGet() == most) {
                context.streamingHandle().cancel();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            answer.complete(response);
        }

        @Override
        public void onError(Throwable failure) {
            answer.completeExceptionally(failure);
        }
    }
}
