package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdmissionTest {

    private static final URI ENDPOINT = URI.create("https://models.example/v1");
    private static final ModelDefinition CHAT = Models.chat(ENDPOINT).build();
    private static final ModelDefinition TEMPLATE = template();

    @Test
    void refusesToolsBeyondAHundredAndTwentyEight() {
        InferenceRequest.Builder request = InferenceRequest.builder().user("x");
        for (int i = 0; i < 128; i++) {
            request.tool(tool("t" + i));
        }
        assertThatCode(() -> Admission.check(CHAT, request.build(), false)).doesNotThrowAnyException();

        assertRefused(CHAT, request.tool(tool("more")), "129 tools; at most 128");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a.b", "ä", "x\n", "{{x}}"})
    void refusesNamesThatNoToolHas(String name) {
        assertRefused(
                CHAT, InferenceRequest.builder().user("x").tool(tool("good")).tool(tool(name)), "tools[1]: '" + name);
    }

    @Test
    void refusesNamesThatAreTooLong() {
        assertRefused(CHAT, InferenceRequest.builder().user("x").tool(tool("t".repeat(129))), "tools[0]");
        assertThatCode(() -> Admission.check(
                        CHAT,
                        InferenceRequest.builder()
                                .user("x")
                                .tool(tool("t".repeat(128)))
                                .build(),
                        false))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesTwoToolsOfOneName() {
        assertRefused(
                CHAT,
                InferenceRequest.builder().user("x").tool(tool("a")).tool(tool("a")),
                "tools[1]: there is another tool 'a'");
    }

    @Test
    void refusesAChoiceAmongToolsThatAreNotThere() {
        assertRefused(
                CHAT,
                InferenceRequest.builder().user("x").tool(tool("a")).toolChoice(ToolChoice.tool("b")),
                "toolChoice: the request has no tool 'b'");
        assertRefused(CHAT, InferenceRequest.builder().user("x").toolChoice(ToolChoice.REQUIRED), "toolChoice");
    }

    @Test
    void refusesToHaveNothingSaid() {
        assertRefused(CHAT, InferenceRequest.builder(), "no message");
        assertRefused(CHAT, InferenceRequest.builder().system("x").user(""), "messages[1] is empty");
        assertRefused(CHAT, InferenceRequest.builder().system("").user("x"), "messages[0] is empty");
        assertRefused(CHAT, InferenceRequest.builder().assistant(""), "no message that says anything");
        assertRefused(
                CHAT, InferenceRequest.builder().user(Content.text(""), Content.text("")), "messages[0] is empty");
    }

    @Test
    void takesMessagesThatSayItWithoutWords() {
        InferenceRequest request = InferenceRequest.builder()
                .user(Content.text(""), image(1))
                .message(new ChatMessage.AssistantMessage("", List.of(new ToolCall("1", "t", "{}"))))
                .message(ChatMessage.tool("1", ""))
                .assistant("")
                .build();

        assertThatCode(() -> Admission.check(CHAT, request, false)).doesNotThrowAnyException();
    }

    @Test
    void takesWhatAModelThatDrawsHasDrawn() {
        InferenceRequest.Builder request = InferenceRequest.builder()
                .message(new ChatMessage.AssistantMessage(
                        "", List.of(), List.of(Media.of("image/png", new byte[] {1}))));
        ModelDefinition draws = Models.chat(ENDPOINT)
                .modalities(Modality.TEXT_TO_TEXT, Modality.TEXT_TO_IMAGE)
                .build();
        ModelDefinition writes =
                Models.chat(ENDPOINT).modalities(Modality.TEXT_TO_TEXT).build();

        assertThatCode(() -> Admission.check(draws, request.build(), false)).doesNotThrowAnyException();
        assertThatThrownBy(() -> Admission.check(writes, request.build(), false))
                .hasMessageContaining("an image, and the modality image-to-text is not enabled");
    }

    @Test
    void refusesPicturesThatAModelCannotHaveDrawn() {
        assertRefused(
                CHAT,
                InferenceRequest.builder()
                        .message(new ChatMessage.AssistantMessage(
                                "", List.of(), List.of(Media.of("audio/wav", new byte[1])))),
                "messages[0].images[0] is an image, but its media type is 'audio/wav'");
    }

    @Test
    void refusesMediaThatIsEmptyOrTooLarge() {
        assertRefused(CHAT, shown(image(0)), "messages[0].content[1]: the image is empty");
        assertRefused(CHAT, shown(image((20 << 20) + 1)), "messages[0].content[1]: the image has 20971521 bytes");
        assertRefused(CHAT, shown(audio((25 << 20) + 1)), "content[1]: the audio has 26214401 bytes; at most 25 MB");
        assertThatCode(() -> Admission.check(CHAT, shown(audio(25 << 20)).build(), false))
                .doesNotThrowAnyException();
    }

    @Test
    void refusesMediaThatIsNotWhatItStandsFor() {
        assertRefused(
                CHAT,
                shown(Content.image(Media.of("audio/wav", new byte[1]))),
                "content[1] is an image, but its media type is 'audio/wav'");
        assertRefused(CHAT, shown(Content.audio(Media.of("wav", new byte[1]))), "its media type is 'wav'");
        assertRefused(CHAT, shown(Content.image(Media.at(URI.create("cat.png")))), "has no scheme");
    }

    @Test
    void refusesWhatIsTooLongInAll() {
        assertRefused(CHAT, shown(image(20 << 20), image(20 << 20), image(20 << 20), image(5 << 20)), "at most 64 MB");
        String long32 = "x".repeat(32 << 20);
        assertRefused(
                CHAT, InferenceRequest.builder().user(long32).assistant(long32).user("x"), "at most 64 MB");
        assertRefused(
                TEMPLATE,
                InferenceRequest.builder().variable("list", Collections.nCopies(3, Map.of("a", long32))),
                "the request is 96 MB long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "true", "{\"a\":1} x", "not json"})
    void refusesASchemaThatIsNoJsonObject(String schema) {
        assertRefused(
                CHAT,
                InferenceRequest.builder().user("x").responseFormat(ResponseFormat.jsonSchema("sum", schema)),
                "responseFormat: the schema is not a JSON object");
    }

    @Test
    void refusesANameThatNoSchemaHas() {
        assertRefused(
                CHAT,
                InferenceRequest.builder().user("x").responseFormat(ResponseFormat.jsonSchema("my sum", "{}")),
                "responseFormat: 'my sum'");
    }

    @Test
    void refusesAnEmptyStop() {
        assertRefused(
                CHAT,
                InferenceRequest.builder().user("x").parameters(InferenceParameters.DEFAULTS.withStop("a", "")),
                "parameters.stop");
    }

    @Test
    void refusesTextsToEmbedThatAreEmptyOrTooMany() {
        assertThat(catchThrowableOfType(
                        InferenceException.class, () -> Admission.check(CHAT, EmbeddingRequest.of("a", ""))))
                .hasMessageContaining("inputs[1] is empty");
        assertThat(catchThrowableOfType(
                        InferenceException.class,
                        () -> Admission.check(
                                CHAT, new EmbeddingRequest(Collections.nCopies(2_049, "a"), null, null, Map.of()))))
                .hasMessageContaining("2049 texts; at most 2048");
    }

    @Test
    void refusesWhatTheModelIsNotEnabledForFirst() {
        ModelDefinition plain = Models.chat(ENDPOINT)
                .features(Feature.STREAMING)
                .modalities(Modality.TEXT_TO_TEXT)
                .build();

        for (InferenceRequest.Builder request : List.of(
                InferenceRequest.builder().user("x").tool(tool("no name")),
                shown(image(0)),
                InferenceRequest.builder().user("x").responseFormat(ResponseFormat.jsonSchema("a", "-")))) {
            assertThat(catchThrowableOfType(
                                    InferenceException.class, () -> Admission.check(plain, request.build(), false))
                            .code())
                    .isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        }
    }

    /** Data generation is what the console does with a model; no request says that it is for that. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DATA_GENERATION")
    void refusesEachFeatureThatIsOffAndOnlyThat(Feature feature) {
        Set<Feature> others = EnumSet.complementOf(EnumSet.of(feature));
        ModelDefinition without =
                Models.chat(ENDPOINT).features(others.toArray(Feature[]::new)).build();
        InferenceRequest.Builder request = InferenceRequest.builder().user("x");
        switch (feature) {
            case STRUCTURED_RESPONSE -> request.responseFormat(ResponseFormat.JSON);
            case TOOL_CALLING -> request.tool(tool("t"));
            case PARALLEL_TOOL_CALLING -> request.tool(tool("t")).parallelToolCalls(true);
            default -> {}
        }
        boolean streaming = feature == Feature.STREAMING;

        assertThatCode(() -> Admission.check(CHAT, request.build(), streaming)).doesNotThrowAnyException();
        InferenceException refused = catchThrowableOfType(
                InferenceException.class, () -> Admission.check(without, request.build(), streaming));
        assertThat(refused.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        assertThat(refused).hasMessageContaining(feature.wireName());
    }

    @ParameterizedTest
    @EnumSource(names = {"IMAGE_TO_TEXT", "AUDIO_TO_TEXT"})
    void refusesEachModalityThatIsOffAndOnlyThat(Modality modality) {
        Set<Modality> others = EnumSet.complementOf(EnumSet.of(modality));
        ModelDefinition without = Models.chat(ENDPOINT)
                .modalities(others.toArray(Modality[]::new))
                .build();
        InferenceRequest request = shown(
                        modality == Modality.IMAGE_TO_TEXT
                                ? Content.image(Media.of("image/png", new byte[1]))
                                : Content.audio(Media.of("audio/wav", new byte[1])))
                .build();

        assertThatCode(() -> Admission.check(CHAT, request, false)).doesNotThrowAnyException();
        InferenceException refused =
                catchThrowableOfType(InferenceException.class, () -> Admission.check(without, request, false));
        assertThat(refused.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        assertThat(refused).hasMessageContaining(modality.wireName());
    }

    @Test
    void refusesToAskForWhatAModelNeverAnswersWith() {
        ModelDefinition draws =
                Models.chat(ENDPOINT).modalities(Modality.TEXT_TO_IMAGE).build();
        ModelDefinition writes =
                Models.chat(ENDPOINT).modalities(Modality.TEXT_TO_TEXT).build();
        ModelDefinition both = Models.chat(ENDPOINT)
                .modalities(Modality.TEXT_TO_TEXT, Modality.TEXT_TO_IMAGE)
                .build();
        InferenceRequest text = wanting(InferenceRequest.Output.TEXT);
        InferenceRequest images = wanting(InferenceRequest.Output.IMAGES);

        assertThat(notEnabled(draws, text)).hasMessageContaining("text-to-text");
        assertThat(notEnabled(writes, images)).hasMessageContaining("text-to-image");
        assertThat(notEnabled(TEMPLATE, images)).hasMessageContaining("text-to-image");
        assertThatCode(() -> {
                    Admission.check(both, text, false);
                    Admission.check(both, images, false);
                    Admission.check(draws, images, false);
                    Admission.check(draws, wanting(null), false);
                    Admission.check(writes, text, false);
                    Admission.check(TEMPLATE, text, false);
                })
                .doesNotThrowAnyException();
    }

    private static InferenceRequest wanting(InferenceRequest.Output output) {
        return InferenceRequest.builder().user("a red house").output(output).build();
    }

    private static InferenceException notEnabled(ModelDefinition model, InferenceRequest request) {
        InferenceException refused =
                catchThrowableOfType(InferenceException.class, () -> Admission.check(model, request, false));
        assertThat(refused.code()).isEqualTo(FailureCode.FEATURE_NOT_ENABLED);
        return refused;
    }

    private static void assertRefused(ModelDefinition model, InferenceRequest.Builder request, String part) {
        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> Admission.check(model, request.build(), false));
        assertThat(failure).as("refusal of %s", part).isNotNull();
        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining(part);
    }

    private static InferenceRequest.Builder shown(Content... media) {
        Content[] content = new Content[media.length + 1];
        content[0] = Content.text("look");
        System.arraycopy(media, 0, content, 1, media.length);
        return InferenceRequest.builder().user(content);
    }

    private static Content image(int bytes) {
        return Content.image(Media.of("image/png", new byte[bytes]));
    }

    private static Content audio(int bytes) {
        return Content.audio(Media.of("audio/wav", new byte[bytes]));
    }

    private static Tool tool(String name) {
        return new Tool(name, null, "{}");
    }

    private static ModelDefinition template() {
        return Models.template(
                        ENDPOINT,
                        new TemplateDefinition(
                                List.of(
                                        variable("prompt", VariableDefinition.Type.STRING),
                                        variable("list", VariableDefinition.Type.ARRAY)),
                                "{}",
                                new TemplateDefinition.Paths(
                                        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())))
                .build();
    }

    private static VariableDefinition variable(String name, VariableDefinition.Type type) {
        return new VariableDefinition(name, Optional.empty(), type, false, Optional.empty());
    }
}
