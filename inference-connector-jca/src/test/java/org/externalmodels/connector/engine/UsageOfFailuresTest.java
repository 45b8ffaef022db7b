package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.externalmodels.connector.engine.ScriptedProvider.Reply;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider counts what it did, whatever came of it: tokens that it tells of are in the record of a failure too. */
class UsageOfFailuresTest {

    private static final TokenUsage COUNTED = TokenUsage.reported(OptionalLong.of(9), OptionalLong.of(3));
    private static final TokenUsage READ = TokenUsage.reported(OptionalLong.of(9), OptionalLong.empty());

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    static Stream<Arguments> answersThatAreNone() {
        return Stream.of(
                Arguments.of(
                        ProviderStructure.OPENAI_CHAT,
                        "{'error':{'message':'x','code':'server_error'},'usage':{'prompt_tokens':9,'completion_tokens':3}}",
                        FailureCode.PROVIDER_ERROR),
                Arguments.of(
                        ProviderStructure.AZURE_OPENAI,
                        "{'choices':[],'usage':{'prompt_tokens':9,'completion_tokens':3}}",
                        FailureCode.INVALID_RESPONSE),
                Arguments.of(
                        ProviderStructure.OPENAI_RESPONSES,
                        "{'status':'failed','output':[],'usage':{'input_tokens':9,'output_tokens':3}}",
                        FailureCode.PROVIDER_ERROR),
                Arguments.of(
                        ProviderStructure.ANTHROPIC_MESSAGES,
                        "{'content':[{'type':'tool_use'}],'usage':{'input_tokens':9,'output_tokens':3}}",
                        FailureCode.INVALID_RESPONSE),
                Arguments.of(
                        ProviderStructure.GOOGLE_GENERATE_CONTENT,
                        "{'usageMetadata':{'promptTokenCount':9,'candidatesTokenCount':3}}",
                        FailureCode.INVALID_RESPONSE),
                Arguments.of(
                        ProviderStructure.COHERE_CHAT,
                        "{'message':{},'finish_reason':'ERROR','usage':{'tokens':{'input_tokens':9,'output_tokens':3}}}",
                        FailureCode.PROVIDER_ERROR),
                Arguments.of(
                        ProviderStructure.COHERE_CHAT,
                        "{'message':{},'finish_reason':'TIMEOUT','usage':{'tokens':{'input_tokens':9,'output_tokens':3}}}",
                        FailureCode.TIMEOUT),
                Arguments.of(
                        ProviderStructure.BEDROCK_CONVERSE,
                        "{'output':{},'usage':{'inputTokens':9,'outputTokens':3}}",
                        FailureCode.INVALID_RESPONSE),
                Arguments.of(
                        ProviderStructure.BEDROCK_INVOKE, "{'usage':{'in':9,'out':3}}", FailureCode.OUTPUT_NOT_FOUND),
                Arguments.of(ProviderStructure.TEMPLATE, "{'usage':{'in':9,'out':3}}", FailureCode.OUTPUT_NOT_FOUND));
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("answersThatAreNone")
    void anAnswerThatIsNoneIsRecordedWithWhatItCounted(ProviderStructure structure, String answer, FailureCode code)
            throws IOException {
        try (var provider = new ScriptedProvider(saying(answer))) {
            fixture.publish(model(provider, structure).connection("main", "k").build());

            assertThat(failure().code()).isEqualTo(code);

            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.FAILED);
            assertThat(fixture.onlyRecord().usage()).isEqualTo(COUNTED);
        }
    }

    /** A provider that does not stream answers in one piece. */
    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("answersThatAreNone")
    void soIsOneThatAStreamWasAskedFor(ProviderStructure structure, String answer, FailureCode code)
            throws IOException {
        try (var provider = new ScriptedProvider(saying(answer))) {
            fixture.publish(model(provider, structure).connection("main", "k").build());

            assertThat(streamFailure().code()).isEqualTo(code);

            assertThat(fixture.onlyRecord().usage()).isEqualTo(COUNTED);
        }
    }

    @Test
    void withoutItsOutputItSaysWhereThatWasLookedForAndHowItBegins() throws IOException {
        try (var provider = new ScriptedProvider(saying("{'usage':{'in':9,'out':3}}"))) {
            fixture.publish(model(provider, ProviderStructure.TEMPLATE)
                    .connection("main", "k")
                    .build());

            assertThat(streamFailure())
                    .hasMessageContaining("the answer has nothing at paths.output, which is text;"
                            + " it begins: {\"usage\":{\"in\":9,\"out\":3}}");
        }
    }

    @ParameterizedTest(name = "{0}, {2}")
    @MethodSource("answersThatAreNone")
    void whereTheCallGoesOnTheAttemptKeepsWhatItCounted(ProviderStructure structure, String answer, FailureCode code)
            throws IOException {
        try (var ill = new ScriptedProvider(saying(answer));
                var well = new ScriptedProvider(saying(answer))) {
            fixture.publish(model(ill, structure)
                    .connectionTo(ill.uri(), "first", 1, 0)
                    .connectionTo(well.uri(), "second", 1, 1)
                    .build());

            InferenceException unused = failure();

            assertThat(fixture.records())
                    .isNotEmpty()
                    .allSatisfy(record -> assertThat(record.usage()).isEqualTo(COUNTED));
        }
    }

    @Test
    void aStreamThatGoesOnElsewhereBeforeItsFirstWordKeepsTheInputThatWasCounted() throws IOException {
        String start = "{'type':'message_start','message':{'model':'m','usage':{'input_tokens':9,'output_tokens':1}}}";
        try (var ill = new ScriptedProvider(
                        stream(start, "{'type':'error','error':{'type':'overloaded_error','message':'x'}}"));
                var well = new ScriptedProvider(stream(
                        start,
                        "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'well'}}",
                        "{'type':'message_delta','delta':{'stop_reason':'end_turn'},'usage':{'output_tokens':3}}",
                        "{'type':'message_stop'}"))) {
            fixture.publish(model(ill, ProviderStructure.ANTHROPIC_MESSAGES)
                    .connectionTo(ill.uri(), "first", 1, 0)
                    .connectionTo(well.uri(), "second", 1, 1)
                    .build());

            fixture.stream("x").forEach(event -> {});

            assertThat(fixture.records())
                    .extracting(UsageRecord::usage)
                    .containsExactly(TokenUsage.reported(OptionalLong.of(9), OptionalLong.of(1)), COUNTED);
        }
    }

    /** The count at the beginning is of what was written by then. */
    @Test
    void aStreamThatBreaksOffAmongItsWordsIsRecordedWithTheInputAlone() throws IOException {
        try (var provider = new ScriptedProvider(stream(
                "{'type':'message_start','message':{'model':'m','usage':{'input_tokens':9,'output_tokens':1}}}",
                "{'type':'content_block_start','index':0,'content_block':{'type':'text','text':''}}",
                "{'type':'content_block_delta','index':0,'delta':{'type':'text_delta','text':'a long story'}}"))) {
            fixture.publish(model(provider, ProviderStructure.ANTHROPIC_MESSAGES)
                    .connection("main", "k")
                    .build());

            assertThat(streamFailure().code()).isEqualTo(FailureCode.STREAM_INTERRUPTED);

            assertThat(fixture.onlyRecord().outcome().status()).isEqualTo(UsageRecord.Status.ABORTED_UPSTREAM);
            assertThat(fixture.onlyRecord().usage()).isEqualTo(READ);
        }
    }

    @Test
    void aStreamWithoutWordsIsRecordedWithWhatItCounted() throws IOException {
        try (var provider = new ScriptedProvider(stream("{'usage':{'in':9,'out':3},'of':'sk-canary'}"))) {
            fixture.publish(model(provider, ProviderStructure.TEMPLATE)
                    .connection("main", "sk-canary")
                    .build());

            InferenceException failure = streamFailure();
            assertThat(failure.code()).isEqualTo(FailureCode.OUTPUT_NOT_FOUND);
            assertThat(failure)
                    .hasMessageContaining("none of the 1 events of the stream has anything at paths.delta, which is"
                            + " delta; it begins: {\"usage\":{\"in\":9,\"out\":3},\"of\":\"" + Secret.MASK + "\"}");
            assertThat(failure.providerBody().orElseThrow())
                    .startsWith("{\"usage\"")
                    .doesNotContain("sk-canary");

            assertThat(fixture.onlyRecord().usage()).isEqualTo(COUNTED);
        }
    }

    @Test
    void anErrorInAnEventOfAStreamIsRecordedWithTheUsageBesideIt() throws IOException {
        try (var provider = new ScriptedProvider(
                stream("{'error':{'message':'x'},'usage':{'prompt_tokens':9,'completion_tokens':3}}"))) {
            fixture.publish(model(provider, ProviderStructure.OPENAI_CHAT)
                    .connection("main", "k")
                    .build());

            assertThat(streamFailure().code()).isEqualTo(FailureCode.PROVIDER_ERROR);

            assertThat(fixture.onlyRecord().usage()).isEqualTo(COUNTED);
        }
    }

    static Stream<Arguments> vectorsThatAreNone() {
        return Stream.of(
                Arguments.of(ProviderStructure.OPENAI_CHAT, "{'data':[],'usage':{'prompt_tokens':9}}"),
                Arguments.of(
                        ProviderStructure.COHERE_CHAT,
                        "{'embeddings':{'float':[]},'meta':{'billed_units':{'input_tokens':9}}}"),
                Arguments.of(
                        ProviderStructure.GOOGLE_GENERATE_CONTENT,
                        "{'embeddings':[],'usageMetadata':{'promptTokenCount':9}}"),
                Arguments.of(ProviderStructure.BEDROCK_INVOKE, "{'embedding':[],'inputTextTokenCount':9}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectorsThatAreNone")
    void vectorsThatAreNoneAreRecordedWithWhatWasRead(ProviderStructure structure, String answer) throws IOException {
        try (var provider = new ScriptedProvider(saying(answer))) {
            Models model = Models.chat(provider.uri())
                    .structure(structure)
                    .providerModel("amazon.titan-embed-text-v2:0")
                    .modalities(Modality.TEXT_TO_EMBEDDING);
            fixture.publish(model.connection("main", "k").build());

            InferenceException failure = catchThrowableOfType(
                    InferenceException.class,
                    () -> InferenceEngine.await(
                            fixture.engine.embed(EngineFixture.target("claims", null), EmbeddingRequest.of("x"))));

            assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(fixture.onlyRecord().usage().inputTokens()).isEqualTo(READ.inputTokens());
        }
    }

    @Test
    void picturesAndTranscriptsThatAreNoneAreRecordedWithWhatTheyCounted() throws IOException {
        try (var provider = new ScriptedProvider(saying("{'usage':{'input_tokens':9,'output_tokens':3}}"))) {
            Models openAi = model(provider, ProviderStructure.OPENAI_CHAT)
                    .modalities(Modality.TEXT_TO_IMAGE, Modality.AUDIO_TO_TEXT);
            fixture.publish(openAi.connection("main", "k").build());
            InferenceRequest recording = InferenceRequest.builder()
                    .user(Content.audio(Media.of("audio/wav", new byte[] {1})))
                    .build();

            InferenceException image = failure();
            InferenceException transcript =
                    catchThrowableOfType(InferenceException.class, () -> fixture.infer("claims", null, recording));

            assertThat(image.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(transcript.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
            assertThat(fixture.records()).extracting(UsageRecord::usage).containsExactly(COUNTED, COUNTED);
        }
    }

    /** More than the database can add up. */
    @Test
    void whatNobodyCanHaveCountedIsUnknown() throws IOException {
        try (var provider = new ScriptedProvider(saying("{'choices':[{'message':{'content':'Hi'}}],"
                + "'usage':{'prompt_tokens':9223372036854775807,'completion_tokens':3}}"))) {
            fixture.publish(model(provider, ProviderStructure.OPENAI_CHAT)
                    .connection("main", "k")
                    .build());

            assertThat(fixture.infer("x").usage().inputTokens()).isEmpty();

            assertThat(fixture.onlyRecord().usage().inputTokens()).isEmpty();
            assertThat(fixture.onlyRecord().usage().outputTokens()).hasValue(3);
        }
    }

    private InferenceException failure() {
        return catchThrowableOfType(InferenceException.class, () -> fixture.infer("x"));
    }

    private InferenceException streamFailure() {
        return catchThrowableOfType(
                InferenceException.class, () -> fixture.stream("x").forEach(event -> {}));
    }

    private static Reply saying(String answer) {
        return ScriptedProvider.good().saying(answer.replace('\'', '"'));
    }

    private static Reply stream(String... events) {
        return ScriptedProvider.stream(
                Stream.of(events).map(event -> event.replace('\'', '"')).toArray(String[]::new));
    }

    private static Models model(ScriptedProvider provider, ProviderStructure structure) {
        return Models.template(
                        provider.uri(),
                        new TemplateDefinition(
                                List.of(new VariableDefinition(
                                        "prompt",
                                        Optional.empty(),
                                        VariableDefinition.Type.STRING,
                                        true,
                                        Optional.empty())),
                                "{\"prompt\":\"{{prompt}}\"}",
                                new TemplateDefinition.Paths(
                                        Optional.of("text"),
                                        Optional.of("usage.in"),
                                        Optional.of("usage.out"),
                                        Optional.of("delta"))))
                .structure(structure);
    }
}
