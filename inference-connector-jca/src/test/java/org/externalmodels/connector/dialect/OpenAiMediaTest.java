package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images and transcriptions as OpenAI and others answer them. */
class OpenAiMediaTest {

    private static final InferenceRequest REQUEST = InferenceRequest.prompt("a car");

    private static Answer decoded(Operation operation, String body) {
        return new OpenAiChat("m", Set.of()).decode(AnswerBody.of(body.replace('\'', '"')), REQUEST, operation);
    }

    @ParameterizedTest
    @CsvSource({
        "iVBORw0KGgo=, image/png",
        "/9j/4AAQ, image/jpeg",
        "UklGRgAAAABXRUJQ, image/webp",
        "R0lGODlh, image/gif",
        "AA==, image/png"
    })
    void anImageNobodyNamesIsKnownByItsFirstBytes(String base64, String type) {
        Answer answer = decoded(Operation.IMAGES, "{'created':1,'data':[{'b64_json':'" + base64 + "'}]}");

        assertThat(answer.images().get(0).mediaType()).hasValue(type);
        assertThat(answer.usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @Test
    void aModelThatWritesAndDrawsIsAskedForWhatIsWanted() {
        OpenAiChat both = new OpenAiChat("m", EnumSet.of(Modality.TEXT_TO_TEXT, Modality.TEXT_TO_IMAGE));
        InferenceRequest images =
                REQUEST.toBuilder().output(InferenceRequest.Output.IMAGES).build();
        InferenceRequest text =
                REQUEST.toBuilder().output(InferenceRequest.Output.TEXT).build();

        assertThat(both.operation(images, false)).isEqualTo(Operation.IMAGES);
        assertThat(both.operation(text, false)).isEqualTo(Operation.CHAT);
        assertThat(both.operation(REQUEST, true)).isEqualTo(Operation.CHAT_STREAM);
    }

    @Test
    void aNamedFormatCounts() {
        Answer answer = decoded(
                Operation.IMAGES,
                "{'data':[{'b64_json':'AA=='},{'b64_json':'AQ=='}],'output_format':'webp',"
                        + "'usage':{'input_tokens':5,'output_tokens':272,'total_tokens':277,"
                        + "'input_tokens_details':{'text_tokens':5,'image_tokens':0}}}");

        assertThat(answer.images())
                .extracting(image -> image.mediaType().orElseThrow())
                .containsExactly("image/webp", "image/webp");
        assertThat(answer.usage().outputTokens()).hasValue(272);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{'data':[]}",
                "{'data':[7]}",
                "{'data':[{}]}",
                "{'data':[{'b64_json':'*'}]}",
                "{'data':[{'url':'not an address'}]}"
            })
    void anAnswerWithoutImagesIsInvalid(String body) {
        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> decoded(Operation.IMAGES, body));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @Test
    void aTranscriptionIsItsText() {
        Answer tokens = decoded(
                Operation.TRANSCRIPTION,
                "{'text':'Hello','usage':{'type':'tokens','input_tokens':14,'input_token_details':{'text_tokens':0,"
                        + "'audio_tokens':14},'output_tokens':45,'total_tokens':59}}");
        Answer duration = decoded(
                Operation.TRANSCRIPTION,
                "{'task':'transcribe','duration':3.2,'text':'','usage':{'type':'duration','seconds':4},'segments':[]}");

        assertThat(tokens.text()).isEqualTo("Hello");
        assertThat(tokens.usage().inputTokens()).hasValue(14);
        assertThat(tokens.usage().outputTokens()).hasValue(45);
        assertThat(duration.text()).isEmpty();
        assertThat(duration.usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "'Hello'", "{'text':null}"})
    void anAnswerWithoutTextIsInvalid(String body) {
        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> decoded(Operation.TRANSCRIPTION, body));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE);
    }

    @Test
    void aFormKeepsItsFieldsWhateverIsInThem() {
        Payload payload = new OpenAiChat("m", Set.of(Modality.AUDIO_TO_TEXT))
                .encode(
                        InferenceRequest.builder()
                                .user(Content.audio(Media.of("audio/wav", new byte[] {1})))
                                .parameters(InferenceParameters.DEFAULTS.withExtra(
                                        "a\"\r\nX-Injected: 1", "b\r\n--x\r\nContent-Disposition: form-data"))
                                .build(),
                        Operation.TRANSCRIPTION);
        String boundary = payload.contentType().substring("multipart/form-data; boundary=".length());
        String body = new String(payload.bytes(), StandardCharsets.ISO_8859_1);

        assertThat(body.split("--" + boundary, -1)).hasSize(5);
        assertThat(body)
                .contains("name=\"a%22%0D%0AX-Injected: 1\"\r\n\r\nb\r\n--x")
                .endsWith("--" + boundary + "--\r\n");
        assertThat(body)
                .contains("name=\"file\"; filename=\"recording.wav\"\r\nContent-Type: audio/wav\r\n\r\n\u0001\r\n");
        assertThat(payload.shown()).isEqualTo("multipart/form-data, " + payload.bytes().length + " bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "TEXT_TO_TEXT, CHAT",
        "TEXT_TO_IMAGE, IMAGES",
        "AUDIO_TO_TEXT, TRANSCRIPTION",
        "IMAGE_TO_TEXT, CHAT",
        "TEXT_TO_EMBEDDING, CHAT"
    })
    void theOnlyModalitySaysWhichOperationItIs(Modality modality, Operation operation) {
        assertThat(new OpenAiChat("m", Set.of(modality)).operation(REQUEST, false))
                .isEqualTo(operation);
        assertThat(new OpenAiChat("m", EnumSet.of(modality, Modality.TEXT_TO_TEXT)).operation(REQUEST, false))
                .isEqualTo(Operation.CHAT);
    }
}
