package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Usage in whatever shape it comes (the usage.txt files): a stream costs what the same answer costs in one piece. */
class UsageCorpusTest {

    private static final InferenceRequest REQUEST = InferenceRequest.prompt("x");

    /** A wire format, its shapes, and what the usage of a whole answer stands in. */
    private enum Format {
        OPENAI(
                ProviderStructure.OPENAI_CHAT,
                "{\"choices\":[{\"index\":0,\"message\":{\"content\":\"Hi\"},\"finish_reason\":\"stop\"}],\"usage\":%s}"),
        RESPONSES(
                ProviderStructure.OPENAI_RESPONSES,
                "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":"
                        + "[{\"type\":\"output_text\",\"text\":\"Hi\"}]}],\"usage\":%s}"),
        ANTHROPIC(
                ProviderStructure.ANTHROPIC_MESSAGES,
                "{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}],\"stop_reason\":\"end_turn\",\"usage\":%s}"),
        GOOGLE(
                ProviderStructure.GOOGLE_GENERATE_CONTENT,
                "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]},\"finishReason\":\"STOP\"}],"
                        + "\"usageMetadata\":%s}"),
        COHERE(
                ProviderStructure.COHERE_CHAT,
                "{\"message\":{\"content\":[{\"type\":\"text\",\"text\":\"Hi\"}]},\"finish_reason\":\"COMPLETE\","
                        + "\"usage\":%s}"),
        CONVERSE(
                ProviderStructure.BEDROCK_CONVERSE,
                "{\"output\":{\"message\":{\"content\":[{\"text\":\"Hi\"}]}},\"stopReason\":\"end_turn\",\"usage\":%s}") {
            @Override
            StreamEvent event(String line) {
                String[] typeAndData = line.split(" ", 2);
                return new StreamEvent(typeAndData[0], typeAndData[1], false);
            }
        },
        BEDROCK_INVOKE(ProviderStructure.BEDROCK_INVOKE, "%s") {
            @Override
            StreamEvent event(String line) {
                String bytes = Base64.getEncoder().encodeToString(line.getBytes(StandardCharsets.UTF_8));
                return new StreamEvent("chunk", "{\"bytes\":\"" + bytes + "\"}", false);
            }
        },
        TEMPLATE(ProviderStructure.TEMPLATE, "%s");

        private final ProviderStructure structure;
        private final String whole;

        Format(ProviderStructure structure, String whole) {
            this.structure = structure;
            this.whole = whole;
        }

        StreamEvent event(String line) {
            return StreamEvent.of(line);
        }

        ProviderDialect dialect() {
            ModelDefinition model = new ModelDefinition(
                    "id",
                    "any",
                    1,
                    ModelDefinition.Status.ACTIVE,
                    true,
                    structure,
                    Optional.of(URI.create("https://provider.example")),
                    Optional.of("any"),
                    List.of(),
                    paths().map(Format::template),
                    Set.of(),
                    Set.of(Modality.TEXT_TO_TEXT),
                    Timeouts.DEFAULTS,
                    BodyCapture.OFF,
                    List.of());
            return Dialects.compile(model, problem -> {
                        throw new IllegalArgumentException(problem.toString());
                    })
                    .orElseThrow();
        }

        private Optional<TemplateDefinition.Paths> paths() {
            return switch (this) {
                case BEDROCK_INVOKE ->
                    Optional.of(paths("content[0].text", "usage.input_tokens", "usage.output_tokens", "delta.text"));
                case TEMPLATE -> Optional.of(paths("text", "usage.in", "usage.out", "delta"));
                default -> Optional.empty();
            };
        }

        private static TemplateDefinition.Paths paths(String output, String input, String written, String delta) {
            return new TemplateDefinition.Paths(
                    Optional.of(output), Optional.of(input), Optional.of(written), Optional.of(delta));
        }

        private static TemplateDefinition template(TemplateDefinition.Paths paths) {
            return new TemplateDefinition(
                    List.of(new VariableDefinition(
                            "prompt", Optional.empty(), VariableDefinition.Type.STRING, true, Optional.empty())),
                    "{\"prompt\":\"{{prompt}}\"}",
                    paths);
        }

        Stream<Case> cases() {
            String file = name().toLowerCase(Locale.ROOT).replace('_', '-') + "-usage.txt";
            try (InputStream corpus = UsageCorpusTest.class.getResourceAsStream(file)) {
                String text = new String(Objects.requireNonNull(corpus, file).readAllBytes(), StandardCharsets.UTF_8);
                return Arrays.stream(text.strip().split("\n\n", -1))
                        .skip(1)
                        .map(part -> Case.read(this, part))
                        .toList()
                        .stream();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    static Stream<Case> cases() {
        return Stream.of(Format.values()).flatMap(Format::cases);
    }

    /** The shapes of OpenAI's chat format, which most servers speak. */
    static Stream<Case> openAi() {
        return Format.OPENAI.cases();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aStreamIsCountedAsItsProviderCounted(Case recorded) {
        StreamDecoder stream = recorded.format().dialect().streamDecoder(REQUEST);

        recorded.events().forEach(event -> stream.decode(recorded.format().event(event)));

        assertThat(stream.isComplete()).isTrue();
        assertThat(stream.answer().text()).isEqualTo("Hi");
        assertThat(stream.answer().usage()).isEqualTo(recorded.expected());
        assertThat(stream.usage()).isEqualTo(recorded.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSameAnswerInOnePieceIsCountedAlike(Case recorded) {
        AnswerBody body = AnswerBody.of(recorded.format().whole.formatted(recorded.whole()));

        assertThat(recorded.format()
                        .dialect()
                        .decode(body, REQUEST, Operation.CHAT)
                        .usage())
                .isEqualTo(recorded.expected());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsPaidForIsReadAlsoOfAnAnswerThatIsNone(Case recorded) {
        AnswerBody body = AnswerBody.of(recorded.format().whole.formatted(recorded.whole()));

        assertThat(recorded.format().dialect().usage(body, Operation.CHAT)).isEqualTo(recorded.expected());
    }

    /** One server's way. */
    record Case(Format format, String name, TokenUsage expected, List<String> events, String whole) {

        static Case read(Format format, String text) {
            List<String> lines = text.lines().toList();
            int last = lines.size() - 1;
            if (!lines.get(last).startsWith("> ")) {
                throw new IllegalArgumentException(lines.get(0) + " does not end with the whole answer's usage");
            }
            return new Case(
                    format,
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
            return format + ": " + name;
        }
    }
}
