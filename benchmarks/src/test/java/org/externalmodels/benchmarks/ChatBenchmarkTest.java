package org.externalmodels.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.junit.jupiter.api.Test;

/** A comparison is worth something only if every way gets the same answer. */
class ChatBenchmarkTest {

    private static final String ANSWER_BEGINS = "The claim describes water damage";

    @Test
    void everyWayGetsTheAnswer() throws Exception {
        try (var ways = new Ways()) {
            String answer = new ChatBenchmark().adapter(ways.adapter);

            assertThat(answer).startsWith(ANSWER_BEGINS);
            assertThat(new ChatBenchmark().langChain4j(ways.langChain4j)).isEqualTo(answer);
            assertThat(new ChatBenchmark().openAiJava(ways.openAiJava)).isEqualTo(answer);
            assertThat(new LargeChatBenchmark().adapter(ways.adapter)).isEqualTo(answer);
            assertThat(new LargeChatBenchmark().langChain4j(ways.langChain4j)).isEqualTo(answer);
            assertThat(new LargeChatBenchmark().openAiJava(ways.openAiJava)).isEqualTo(answer);
            assertThat(new AnthropicChatBenchmark().adapter(ways.adapter)).isEqualTo(answer);
            assertThat(new AnthropicChatBenchmark().langChain4j(ways.langChain4jAnthropic))
                    .isEqualTo(answer);
            assertThat(new AnthropicChatBenchmark().anthropicJava(ways.anthropicJava))
                    .isEqualTo(answer);
        }
    }

    @Test
    void everyWayReadsTheStreamToItsEnd() throws Exception {
        int words = "word".length() + 1;
        int length = 60 * words + 10 + 50 * 2;
        try (var ways = new Ways()) {
            assertThat(new StreamBenchmark().adapter(ways.adapter)).isEqualTo(length);
            assertThat(new StreamBenchmark().langChain4j(ways.langChain4j)).isEqualTo(length);
            assertThat(new StreamBenchmark().openAiJava(ways.openAiJava)).isEqualTo(length);
            assertThat(new AnthropicStreamBenchmark().adapter(ways.adapter)).isEqualTo(length);
            assertThat(new AnthropicStreamBenchmark().langChain4j(ways.langChain4jAnthropic))
                    .isEqualTo(length);
            assertThat(new AnthropicStreamBenchmark().anthropicJava(ways.anthropicJava))
                    .isEqualTo(length);
        }
    }

    @Test
    void everyWayGetsAVectorForEachText() throws Exception {
        try (var ways = new Ways()) {
            assertThat(new EmbeddingBenchmark().adapter(ways.adapter)).isEqualTo(ChatRequest.INPUTS);
            assertThat(new EmbeddingBenchmark().langChain4j(ways.langChain4j)).isEqualTo(ChatRequest.INPUTS);
            assertThat(new EmbeddingBenchmark().openAiJava(ways.openAiJava)).isEqualTo(ChatRequest.INPUTS);
            assertThat(new EmbeddingBenchmark().bareTransport(ways.transport))
                    .isGreaterThan(ChatRequest.INPUTS * 1_000);
        }
    }

    @Test
    void bareTransportGetsAllBytesOfTheAnswerEachTime() throws Exception {
        try (var ways = new Ways()) {
            int first = new ChatBenchmark().bareTransport(ways.transport);

            assertThat(first).isGreaterThan(ANSWER_BEGINS.length());
            assertThat(new ChatBenchmark().bareTransport(ways.transport)).isEqualTo(first);
            assertThat(new StreamBenchmark().bareTransport(ways.transport)).isGreaterThan(first);
        }
    }

    /** All of them, opened. */
    private static final class Ways implements AutoCloseable {
        private final Adapter adapter = new Adapter();
        private final LangChain4j langChain4j = new LangChain4j();
        private final OpenAiJava openAiJava = new OpenAiJava();
        private final BareTransport transport = new BareTransport();
        private final LangChain4jAnthropic langChain4jAnthropic = new LangChain4jAnthropic();
        private final AnthropicJava anthropicJava = new AnthropicJava();

        Ways() throws Exception {
            adapter.open();
            langChain4j.open();
            openAiJava.open();
            transport.open();
            langChain4jAnthropic.open();
            anthropicJava.open();
        }

        @Override
        public void close() throws IOException {
            adapter.close();
            langChain4j.close();
            openAiJava.close();
            transport.close();
            langChain4jAnthropic.close();
            anthropicJava.close();
        }
    }
}
