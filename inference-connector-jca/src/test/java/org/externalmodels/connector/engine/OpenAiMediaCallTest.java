package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.UsageRecord;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images from texts and texts from recordings, against the sandbox. */
class OpenAiMediaCallTest {

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    private Models model(ProviderStructure structure, String providerModel, Modality... modalities) {
        return Models.chat(fixture.sandbox(structure == ProviderStructure.AZURE_OPENAI ? "/azure" : "/openai/v1"))
                .structure(structure)
                .providerModel(providerModel)
                .modalities(modalities)
                .connection("main", EngineFixture.KEY);
    }

    private InferenceResponse infer(InferenceRequest.Builder request) {
        return fixture.infer("claims", null, request.build());
    }

    private InferenceException refused(InferenceRequest.Builder request) {
        return catchThrowableOfType(InferenceException.class, () -> infer(request));
    }

    private static InferenceRequest.Builder heard(String mediaType, byte[] bytes) {
        return InferenceRequest.builder().user(Content.audio(Media.of(mediaType, bytes)));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI_CHAT", "OPENAI_RESPONSES", "AZURE_OPENAI"})
    void aTextBecomesAnImage(ProviderStructure structure) {
        fixture.publish(model(structure, "gpt-image-1", Modality.TEXT_TO_IMAGE).build());

        InferenceResponse response = infer(InferenceRequest.builder().user("a red car"));

        assertThat(response.images()).hasSize(1);
        assertThat(response.images().get(0).mediaType()).hasValue("image/png");
        assertThat(response.images().get(0).bytes().orElseThrow()).startsWith(0x89, 'P', 'N', 'G');
        assertThat(response.text()).isEmpty();
        assertThat(response.usage().inputTokens()).hasValue(3);
        assertThat(response.usage().outputTokens()).hasValue(1);
        assertThat(infer(InferenceRequest.builder().user("a red car")).images()).isEqualTo(response.images());
        assertThat(infer(InferenceRequest.builder().user("a blue car")).images())
                .isNotEqualTo(response.images());
    }

    @Test
    void settingsOfTheProvidersOwnGoAlong() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "gpt-image-1", Modality.TEXT_TO_IMAGE)
                .build());

        InferenceResponse response = infer(InferenceRequest.builder()
                .user("a red car")
                .parameters(InferenceParameters.DEFAULTS
                        .withExtra("n", 2)
                        .withExtra("size", "1024x1024")
                        .withExtra("output_format", "jpeg")));

        assertThat(response.images())
                .hasSize(2)
                .allMatch(image -> image.mediaType().orElseThrow().equals("image/jpeg"));
    }

    @Test
    void anOlderModelIsAskedForBytesAsWell() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "dall-e-3", Modality.TEXT_TO_IMAGE)
                .build());

        InferenceResponse bytes = infer(InferenceRequest.builder().user("a red car"));
        InferenceResponse address = infer(InferenceRequest.builder()
                .user("a red car")
                .parameters(InferenceParameters.DEFAULTS.withExtra("response_format", "url")));

        assertThat(bytes.images().get(0).mediaType()).hasValue("image/png");
        assertThat(bytes.usage()).isEqualTo(TokenUsage.UNKNOWN);
        assertThat(address.images().get(0).uri().orElseThrow()).hasHost("images.sandbox.example");
    }

    @Test
    void anImageIsHandedOverAtOnceToWhoStreams() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "gpt-image-1", Modality.TEXT_TO_IMAGE)
                .build());
        List<InferenceEvent> events = new ArrayList<>();

        fixture.stream("a red car").forEach(events::add);

        assertThat(events).hasSize(1);
        assertThat(((InferenceEvent.Completed) events.get(0)).response().images())
                .hasSize(1);
    }

    @Test
    void whatMakesNoImageIsRefused() throws IOException {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "gpt-image-1", Modality.TEXT_TO_IMAGE)
                .build());

        assertThat(refused(InferenceRequest.builder().system("Be brief").user("a car")))
                .hasMessageContaining("2 messages");
        assertThat(refused(InferenceRequest.builder()
                        .user("a car")
                        .parameters(InferenceParameters.DEFAULTS.withTemperature(1))))
                .hasMessageContaining("takes no temperature");
        InferenceException seed =
                refused(InferenceRequest.builder().user("a car").parameters(InferenceParameters.DEFAULTS.withSeed(1)));
        assertThat(seed.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(refused(InferenceRequest.builder()
                        .user("a car")
                        .parameters(InferenceParameters.DEFAULTS.withExtra("prompt", "another"))))
                .hasMessageContaining("prompt");
        assertThat(fixture.served("/openai")).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENAI_CHAT", "OPENAI_RESPONSES", "AZURE_OPENAI"})
    void aRecordingBecomesAText(ProviderStructure structure) {
        fixture.publish(
                model(structure, "gpt-4o-transcribe", Modality.AUDIO_TO_TEXT).build());

        InferenceResponse response = infer(heard("audio/mpeg", new byte[] {'\r', '\n', '-', '-', 0, (byte) 0xff}));

        assertThat(response.text()).isEqualTo("echo: [audio/mpeg 6 bytes]");
        assertThat(response.usage().inputTokens()).hasValue(1);
        assertThat(response.usage().outputTokens()).hasValue(4);
        assertThat(fixture.onlyRecord().usage()).isEqualTo(response.usage());
    }

    @Test
    void aPromptAndSettingsGoAlongWithARecording() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "gpt-4o-transcribe", Modality.AUDIO_TO_TEXT)
                .build());

        InferenceResponse response = infer(InferenceRequest.builder()
                .user(Content.text("Names: \u00dcl\u00fc"), Content.audio(Media.of("audio/wav", new byte[9])))
                .parameters(InferenceParameters.DEFAULTS
                        .withTemperature(0.5)
                        .withExtra("language", "de")
                        .withExtra("include", List.of("logprobs"))));

        assertThat(response.text()).isEqualTo("echo: [audio/wav 9 bytes] Names: \u00dcl\u00fc");
    }

    @Test
    void aModelThatIsPaidByTheSecondCountsNoTokens() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "whisper-1", Modality.AUDIO_TO_TEXT)
                .build());

        InferenceResponse response = infer(heard("audio/ogg; codecs=opus", new byte[5])
                .parameters(InferenceParameters.DEFAULTS.withExtra("response_format", "verbose_json")));

        assertThat(response.text()).isEqualTo("echo: [audio/ogg 5 bytes]");
        assertThat(response.usage()).isEqualTo(TokenUsage.UNKNOWN);
        assertThat(media()).isEqualTo(new MediaUsage(OptionalLong.of(0), OptionalLong.of(1_000)));
    }

    @Test
    void howLongARecordingIsThatIsPaidByTokensNobodyKnows() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "gpt-4o-transcribe", Modality.AUDIO_TO_TEXT)
                .build());

        infer(heard("audio/wav", new byte[7]));

        assertThat(media()).isEqualTo(new MediaUsage(OptionalLong.of(0), OptionalLong.empty()));
    }

    @Test
    void imagesThatWereMadeAreCounted() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "gpt-image-1", Modality.TEXT_TO_IMAGE)
                .build());

        infer(InferenceRequest.builder().user("a red car").parameters(InferenceParameters.DEFAULTS.withExtra("n", 3)));

        assertThat(media()).isEqualTo(new MediaUsage(OptionalLong.of(3), OptionalLong.of(0)));
    }

    @Test
    void neitherWordsAloneNorACallThatIsNotSentUseMedia() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "sandbox-1", Modality.TEXT_TO_TEXT)
                .build());

        infer(InferenceRequest.builder().user("hello"));
        refused(heard("audio/wav", new byte[1]));

        assertThat(fixture.records()).extracting(UsageRecord::media).containsExactly(MediaUsage.NONE, MediaUsage.NONE);
    }

    private MediaUsage media() {
        return fixture.records().get(0).media();
    }

    @Test
    void whatIsNoRecordingIsRefused() throws IOException {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "whisper-1", Modality.AUDIO_TO_TEXT)
                .build());

        assertThat(refused(InferenceRequest.builder().user("a text"))).hasMessageContaining("one recording");
        assertThat(refused(heard("audio/midi", new byte[1]))).hasMessageContaining("audio/midi");
        assertThat(refused(InferenceRequest.builder()
                        .user(Content.audio(Media.at(java.net.URI.create("https://sounds.example/a.wav"))))))
                .hasMessageContaining("address");
        assertThat(refused(heard("audio/wav", new byte[1])
                        .parameters(InferenceParameters.DEFAULTS.withExtra("response_format", "srt"))))
                .hasMessageContaining("srt");
        InferenceException limit =
                refused(heard("audio/wav", new byte[1]).parameters(InferenceParameters.DEFAULTS.withMaxTokens(5)));
        assertThat(limit.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(limit).hasMessageContaining("maxTokens");
        assertThat(fixture.served("/openai")).isZero();
    }

    @Test
    void aModelThatConversesHearsInItsConversation() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "gpt-audio", Modality.TEXT_TO_TEXT, Modality.AUDIO_TO_TEXT)
                .build());

        assertThat(infer(heard("audio/wav", new byte[7])).text()).isEqualTo("echo: [audio/wav 7 bytes]");
    }

    @Test
    void aTraceTellsTypeAndSizeOfWhatIsNoText() {
        fixture.publish(model(ProviderStructure.OPENAI_CHAT, "any", Modality.AUDIO_TO_TEXT, Modality.TEXT_TO_IMAGE)
                .capture(BodyCapture.FULL)
                .build());
        byte[] recording = new byte[1_000];
        Arrays.fill(recording, (byte) 'x');

        infer(heard("audio/wav", recording));
        InferenceResponse drawn = infer(InferenceRequest.builder().user("a red car"));

        UsageRecord transcribed = fixture.records().get(0);
        assertThat(transcribed.input().orElseThrow()).matches("multipart/form-data, 1\\d{3} bytes");
        assertThat(transcribed.output()).hasValue("echo: [audio/wav 1000 bytes]");
        UsageRecord image = fixture.records().get(1);
        assertThat(image.input()).hasValue("{\"model\":\"any\",\"prompt\":\"a red car\"}");
        assertThat(image.output())
                .hasValue("[image/png, " + drawn.images().get(0).size() + " bytes]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt-image-1", "whisper-1"})
    void aRefusedKeyIsAnAuthenticationFailure(String providerModel) {
        fixture.publish(Models.chat(fixture.sandbox("/openai/v1"))
                .providerModel(providerModel)
                .modalities(providerModel.startsWith("w") ? Modality.AUDIO_TO_TEXT : Modality.TEXT_TO_IMAGE)
                .connection("main", "sk-wrong-4242")
                .build());

        InferenceException failure = refused(
                providerModel.startsWith("w")
                        ? heard("audio/wav", new byte[3])
                        : InferenceRequest.builder().user("a car"));

        assertThat(failure.code()).isEqualTo(FailureCode.AUTHENTICATION_FAILED);
    }
}
