package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Usage in whatever chunk it comes (openai-usage.txt): a stream costs what the same answer costs in one piece. */
class OpenAiUsageCorpusTest {

    private static final InferenceRequest REQUEST = InferenceRequest.prompt("x");

    private final OpenAiChat dialect = new OpenAiChat("any", Set.of());

    static Stream<Case> cases() throws IOException {
        try (InputStream corpus = OpenAiUsageCorpusTest.class.getResourceAsStream("openai-usage.txt")) {
            String text = new String(Objects.requireNonNull(corpus).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n", -1)).skip(1).map(Case::read).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aStreamIsCountedAsItsProviderCounted(Case recorded) {
        StreamDecoder stream = dialect.streamDecoder(REQUEST);

        recorded.events().forEach(event -> stream.decode(StreamEvent.of(event)));

        assertThat(stream.isComplete()).isTrue();
        assertThat(stream.answer().text()).isEqualTo("Hi");
        assertThat(stream.answer().usage()).isEqualTo(recorded.expected());
        assertThat(stream.usage()).isEqualTo(recorded.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSameAnswerInOnePieceIsCountedAlike(Case recorded) {
        String body = "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],"
                + "\"usage\":" + recorded.whole() + "}";

        assertThat(dialect.decode(AnswerBody.of(body), REQUEST, Operation.CHAT).usage())
                .isEqualTo(recorded.expected());
    }

    /** One server's way. */
    record Case(String name, TokenUsage expected, List<String> events, String whole) {

        static Case read(String text) {
            List<String> lines = text.lines().toList();
            int last = lines.size() - 1;
            if (!lines.get(last).startsWith("> ")) {
                throw new IllegalArgumentException(lines.get(0) + " does not end with the whole answer's usage");
            }
            return new Case(
                    lines.get(0),
                    usage(lines.get(1).split(" ")),
                    lines.subList(2, last),
                    lines.get(last).substring(2));
        }

        private static TokenUsage usage(String... counts) {
            List<OptionalLong> numbers = Arrays.stream(counts)
                    .map(count -> count.equals("-") ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(count)))
                    .toList();
            boolean counted = numbers.stream().anyMatch(OptionalLong::isPresent);
            return new TokenUsage(
                    numbers.get(0),
                    numbers.get(1),
                    numbers.get(2),
                    numbers.size() > 4 ? numbers.get(4) : OptionalLong.empty(),
                    numbers.get(3),
                    counted ? TokenUsage.Source.PROVIDER : TokenUsage.Source.UNKNOWN);
        }

        @Override
        public String toString() {
            return name;
        }
    }
}
