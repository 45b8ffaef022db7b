package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class HostileAnswersTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    static List<String> hostileBodies() {
        return List.of(
                "[".repeat(100_000),
                "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000),
                "{\"choices\":[{\"message\":{\"content\":\"x\"}}],\"usage\":{\"prompt_tokens\":1e99999999999}}",
                "{\"usage\":{\"prompt_tokens\":" + "9".repeat(5_000) + "}}",
                "{\"choices\":7}",
                "{\"choices\":[{\"message\":{\"tool_calls\":[{}]}}]}",
                "null");
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void endInAFailureWithARecord(String body) throws IOException {
        try (RawProvider provider = new RawProvider(200, "application/json", key -> body)) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(failure(InferenceRequest.prompt("x")).code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.INVALID_RESPONSE);
        }
    }

    @ParameterizedTest
    @MethodSource("hostileBodies")
    void endInAFailureWhenTheyAreStreamed(String body) throws IOException {
        try (RawProvider provider = new RawProvider(200, "text/event-stream", key -> "data: " + body + "\n\n")) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(failure.code()).isIn(FailureCode.INVALID_RESPONSE, FailureCode.STREAM_INTERRUPTED);
            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
        }
    }

    static Stream<Arguments> everyFormatWithEveryManyValues() {
        return Stream.of(SandboxFormat.values())
                .flatMap(format ->
                        Stream.of("0", "\"\"", "{}", "[]", "{\"a\":0}").map(value -> Arguments.of(format, value)));
    }

    /** Two bytes of a document are up to a hundred of a tree. */
    @ParameterizedTest(name = "{0} of {1}")
    @MethodSource("everyFormatWithEveryManyValues")
    void millionsOfValuesEndInAFailure(SandboxFormat format, String value) throws IOException {
        String body = "{\"choices\":[],\"data\":[" + (value + ",").repeat(17_000_000 / (value.length() + 1)) + "0]}";
        try (RawProvider provider = new RawProvider(200, "application/json", key -> body)) {
            fixture.publish(format.model(fixture, false)
                    .endpoint(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = failure(InferenceRequest.prompt("x"));

            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(failure.providerBody().orElseThrow().length()).isLessThan(3_000);
            assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.INVALID_RESPONSE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = SandboxFormat.class,
            names = {"TEMPLATE", "OPENAI_RESPONSES", "ANTHROPIC_MESSAGES", "GOOGLE_GENERATE_CONTENT", "COHERE_CHAT"})
    void soDoMillionsOfValuesInAnEvent(SandboxFormat format) throws IOException {
        String event = "data: {\"type\":\"x\",\"data\":[" + "0,".repeat(500_000) + "0]}\n\n";
        try (RawProvider provider = new RawProvider(200, "text/event-stream", key -> event)) {
            fixture.publish(format.model(fixture, true)
                    .endpoint(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(next -> {}));

            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(failure.getCause()).hasMessageContaining("50000 values");
        }
    }

    @Test
    void aHundredVectorsAreNotTooManyValues() throws IOException {
        String vector = "{\"values\":[" + "0.1,".repeat(3_071) + "0.1]},";
        String body = "{\"embeddings\":[" + vector.repeat(99) + vector.substring(0, vector.length() - 1) + "]}";
        try (RawProvider provider = new RawProvider(200, "application/json", key -> body)) {
            fixture.publish(SandboxFormat.GOOGLE_GENERATE_CONTENT
                    .model(fixture, false)
                    .endpoint(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(InferenceEngine.await(fixture.engine.embed(
                                    EngineFixture.target("claims", null),
                                    EmbeddingRequest.of(
                                            Collections.nCopies(100, "x").toArray(String[]::new))))
                            .vectors())
                    .hasSize(100);
        }
    }

    @Test
    void ofTwoMembersWithOneNameTheLastCounts() throws IOException {
        String twice = ScriptedProvider.COMPLETION.replace(
                "\"prompt_tokens\":1", "\"prompt_tokens\":1,\"prompt_tokens\":7,\"completion_tokens\":-5");
        try (var provider = new ScriptedProvider(ScriptedProvider.good().saying(twice))) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(fixture.infer("x").usage().inputTokens()).hasValue(7);
            assertThat(fixture.infer("x").usage().outputTokens()).hasValue(1);
        }
    }

    @Test
    void aNumberOfTokensThatCannotBeIsUnknown() throws IOException {
        for (String count : List.of("-1", "1.5", "1e30", "99999999999999999999", "\"7\"", "true", "null")) {
            String odd = ScriptedProvider.COMPLETION.replace("\"prompt_tokens\":1", "\"prompt_tokens\":" + count);
            try (var provider = new ScriptedProvider(ScriptedProvider.good().saying(odd))) {
                fixture.publish(Models.chat(provider.uri())
                        .connection("main", EngineFixture.KEY)
                        .build());

                assertThat(fixture.infer("x").usage().inputTokens()).as(count).isEmpty();
            }
        }
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedWhateverTheCharsetSaid() throws IOException {
        byte[] latin =
                ScriptedProvider.COMPLETION.replace("well", "gr\u00fcezi").getBytes(StandardCharsets.ISO_8859_1);
        try (var provider = new ScriptedProvider(new ScriptedProvider.Reply(
                200, Map.of("Content-Type", "application/json; charset=iso-8859-1"), latin))) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(fixture.infer("x").text()).isEqualTo("gr\ufffdezi");
        }
    }

    static List<byte[]> bodiesInAnotherForm() throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(ScriptedProvider.COMPLETION.getBytes(StandardCharsets.UTF_8));
        }
        return List.of(zipped.toByteArray(), ScriptedProvider.COMPLETION.getBytes(StandardCharsets.UTF_16));
    }

    @ParameterizedTest
    @MethodSource("bodiesInAnotherForm")
    void bodiesInAFormThatWasNotAskedForAreNotUnderstood(byte[] body) throws IOException {
        try (var provider = new ScriptedProvider(new ScriptedProvider.Reply(
                200, Map.of("Content-Type", "application/json", "Content-Encoding", "gzip"), body))) {
            fixture.publish(Models.chat(provider.uri())
                    .connection("main", EngineFixture.KEY)
                    .build());

            assertThat(failure(InferenceRequest.prompt("x")).code()).isEqualTo(FailureCode.INVALID_RESPONSE);
        }
    }

    @Test
    void aToolSchemaBeyondReasonIsRefusedWithARecord() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        InferenceException failure = failure(InferenceRequest.builder()
                .user("x")
                .tool(new Tool("t", null, "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)))
                .build());

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(fixture.onlyRecord().outcome().code()).hasValue(FailureCode.INVALID_REQUEST);
    }

    @Test
    void extrasDoNotGetAroundTheRegisteredModel() {
        fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());

        for (String own : List.of("model", "tools", "stream", "response_format", "messages")) {
            InferenceException failure = failure(InferenceRequest.builder()
                    .user("x")
                    .parameters(InferenceParameters.DEFAULTS.withExtra(own, "other"))
                    .build());

            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
            assertThat(failure).hasMessageContaining(own);
        }
    }

    @Test
    void aKeyThatIsEchoedIsMaskedEverywhere() throws Exception {
        String key = "sk-\"quoted\"/canary-12ab34";
        String inJson = "sk-\\\"quoted\\\"/canary-12ab34";
        try (RawProvider provider = new RawProvider(
                401, "application/json", sent -> "{\"error\":\"" + inJson + " " + sent + " " + "x".repeat(190) + key)) {
            var model = Models.chat(provider.uri())
                    .capture(BodyCapture.FULL)
                    .connection("main", key)
                    .build();
            fixture.publish(model);

            InferenceException failure = failure(InferenceRequest.prompt("my " + key));
            ProbeResult probe = fixture.engine
                    .directory()
                    .probe(model, null, InferenceRequest.prompt("my " + key))
                    .toCompletableFuture()
                    .get();

            assertThat(failure.getMessage() + failure.providerBody() + fixture.onlyRecord() + probe)
                    .contains("••••••")
                    .doesNotContain("canary-12ab34");
        }
    }

    @Test
    void anErrorInATemplatesStreamIsNoAnswer() throws IOException {
        TemplateDefinition template = new TemplateDefinition(
                List.of(new VariableDefinition(
                        "prompt", Optional.empty(), VariableDefinition.Type.STRING, true, Optional.empty())),
                "{\"p\":\"{{prompt}}\"}",
                new TemplateDefinition.Paths(
                        Optional.of("text"), Optional.empty(), Optional.empty(), Optional.of("delta")));
        try (RawProvider provider = new RawProvider(
                200, "text/event-stream", key -> "data: {\"error\":{\"message\":\"overloaded\"}}\n\n")) {
            fixture.publish(Models.template(provider.uri(), template)
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));

            assertThat(failure.code()).isEqualTo(FailureCode.PROVIDER_ERROR);
            assertThat(failure).hasMessageContaining("overloaded");
        }
    }

    @Test
    void outputThatIsNotThereShowsHowTheAnswerBegins() throws IOException {
        TemplateDefinition template = new TemplateDefinition(
                List.of(),
                "{}",
                new TemplateDefinition.Paths(
                        Optional.of("text"), Optional.empty(), Optional.empty(), Optional.empty()));
        try (RawProvider provider = new RawProvider(200, "application/json", key -> "{\"other\":1}")) {
            fixture.publish(Models.template(provider.uri(), template)
                    .connection("main", EngineFixture.KEY)
                    .build());

            InferenceException failure = failure(InferenceRequest.builder().build());

            assertThat(failure.code()).isEqualTo(FailureCode.OUTPUT_NOT_FOUND);
            assertThat(failure)
                    .hasMessageContaining("nothing at paths.output, which is text; it begins: {\"other\":1}");
        }
    }

    private InferenceException failure(InferenceRequest request) {
        return catchThrowableOfType(InferenceException.class, () -> fixture.infer("claims", null, request));
    }
}
