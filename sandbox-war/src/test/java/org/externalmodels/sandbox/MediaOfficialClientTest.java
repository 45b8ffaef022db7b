package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.azure.credential.AzureApiKeyCredential;
import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.errors.BadRequestException;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenAI's own client takes the sandbox's images and transcriptions for OpenAI's. */
final class MediaOfficialClientTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final OpenAIClient CLIENT = OpenAIOkHttpClient.builder()
            .apiKey("sk-test")
            .baseUrl(SANDBOX.uri("/openai/v1").toString())
            .maxRetries(0)
            .build();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        CLIENT.close();
        SANDBOX.close();
    }

    private static ImageGenerateParams.Builder picture(String model) {
        return ImageGenerateParams.builder().model(model).prompt("a red car");
    }

    private static TranscriptionCreateParams.Builder recording(String model, String fileName) {
        return TranscriptionCreateParams.builder()
                .model(model)
                .file(MultipartField.<InputStream>builder()
                        .value(new ByteArrayInputStream(new byte[] {1, 2, '\r', '\n'}))
                        .filename(fileName)
                        .contentType("audio/wav")
                        .build());
    }

    @Test
    void makesImagesOutOfAPrompt() {
        ImagesResponse response =
                CLIENT.images().generate(picture("gpt-image-1").n(2).build()).validate();

        var images = response.data().orElseThrow();
        assertThat(images).hasSize(2);
        assertThat(Base64.getDecoder().decode(images.get(0).b64Json().orElseThrow()))
                .startsWith(0x89, 'P', 'N', 'G');
        assertThat(images.get(0)).isNotEqualTo(images.get(1));
        assertThat(response.usage())
                .hasValueSatisfying(usage -> assertThat(usage.totalTokens()).isEqualTo(5));
    }

    @Test
    void namesTheAddressesOfOlderModelsImages() {
        var image = CLIENT.images()
                .generate(picture("dall-e-3").build())
                .validate()
                .data()
                .orElseThrow()
                .get(0);

        assertThat(image.url().orElseThrow()).startsWith("https://images.sandbox.example/");
        assertThat(image.revisedPrompt()).hasValue("echo: a red car");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'model':'gpt-image-1' | prompt | Missing required parameter: 'prompt'.",
                "'prompt':'' | prompt | too short",
                "'prompt':'x','model':'gpt-image-1','response_format':'url' | response_format | Unknown parameter",
                "'prompt':'x','model':'dall-e-3','n':2 | n | above maximum",
                "'prompt':'x','size':'9x9' | size | Supported values are",
                "'prompt':'x','seed':1 | seed | Unknown parameter"
            })
    void refusesWhatMakesNoImage(String fields, String param, String message) {
        var answer = client.post(
                "/openai/v1/images/generations",
                "{" + fields.replace('\'', '"') + "}",
                "Authorization",
                "Bearer sk-test");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        var error = Client.json(answer).getJsonObject("error");
        assertThat(error.getString("param")).isEqualTo(param);
        assertThat(error.getString("message")).contains(message);
    }

    @Test
    void writesDownARecording() {
        var transcription = CLIENT.audio()
                .transcriptions()
                .create(recording("gpt-4o-transcribe", "talk.wav")
                        .prompt("Bern")
                        .build())
                .validate()
                .asTranscription();

        assertThat(transcription.text()).isEqualTo("echo: [audio/wav 4 bytes] Bern");
        assertThat(transcription.usage().orElseThrow().asTokens().totalTokens()).isEqualTo(7);
    }

    @Test
    void writesDownARecordingVerbosely() {
        var verbose = CLIENT.audio()
                .transcriptions()
                .create(recording("whisper-1", "talk.wav")
                        .responseFormat(AudioResponseFormat.VERBOSE_JSON)
                        .build());

        assertThat(verbose.asVerbose().text()).isEqualTo("echo: [audio/wav 4 bytes]");
    }

    @Test
    void refusesWhatIsNoRecording() {
        assertThatThrownBy(() -> CLIENT.audio()
                        .transcriptions()
                        .create(recording("whisper-1", "talk.txt").build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("Invalid file format");
        assertThatThrownBy(() -> CLIENT.audio()
                        .transcriptions()
                        .create(recording("whisper-1", "talk.wav")
                                .temperature(7)
                                .build()))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("temperature");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, Could not parse multipart form",
        "multipart/form-data; boundary=b, Could not parse multipart form",
        "multipart/form-data; boundary=a, Unknown parameter: 'x'."
    })
    void refusesAFormThatIsNone(String type, String message) {
        var answer = client.send(HttpRequest.newBuilder(SANDBOX.uri("/openai/v1/audio/transcriptions"))
                .header("Authorization", "Bearer sk-test")
                .header("Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--a\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--a--\r\n")));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(Client.json(answer).getJsonObject("error").getString("message"))
                .contains(message);
    }

    @Test
    void deploymentsOfAzureDoBoth() {
        OpenAIClient azure = OpenAIOkHttpClient.builder()
                .credential(AzureApiKeyCredential.create("azure-key"))
                .baseUrl(SANDBOX.uri("/azure/openai/deployments/pictures").toString())
                .putQueryParam("api-version", "2024-10-21")
                .maxRetries(0)
                .build();
        try {
            assertThat(azure.images()
                            .generate(picture("gpt-image-1").build())
                            .data()
                            .orElseThrow())
                    .hasSize(1);
            assertThat(azure.audio()
                            .transcriptions()
                            .create(recording("whisper-1", "talk.wav").build())
                            .asTranscription()
                            .text())
                    .isEqualTo("echo: [audio/wav 4 bytes]");
        } finally {
            azure.close();
        }
    }
}
