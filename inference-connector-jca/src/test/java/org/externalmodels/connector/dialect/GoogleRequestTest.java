package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoogleRequestTest {

    private static final Tool WEATHER = new Tool("weather", "Tells the weather", "{\"type\":\"object\"}");
    private static final InferenceParameters DEFAULTS = InferenceParameters.DEFAULTS;

    private static GoogleGenerateContent dialect(String model, Modality... modalities) {
        return new GoogleGenerateContent(model, Set.of(modalities));
    }

    private static JsonObject encoded(InferenceRequest.Builder request) {
        return encoded(dialect("gemini-3-pro", Modality.TEXT_TO_TEXT), request);
    }

    private static JsonObject encoded(ProviderDialect dialect, InferenceRequest.Builder request) {
        Payload payload = dialect.encode(request.build(), Operation.CHAT);
        assertThat(payload.contentType()).isEqualTo("application/json");
        return json(new String(payload.bytes(), StandardCharsets.UTF_8));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static InferenceRequest.Builder hello() {
        return InferenceRequest.builder().user("Hello");
    }

    private static FailureCode refusal(InferenceRequest.Builder request) {
        return catchThrowableOfType(InferenceException.class, () -> encoded(request))
                .code();
    }

    @ParameterizedTest
    @CsvSource({
        "https://g.example, https://g.example/v1beta/models/gemini-3-pro:generateContent",
        "https://g.example/, https://g.example/v1beta/models/gemini-3-pro:generateContent",
        "https://g.example/v1beta/, https://g.example/v1beta/models/gemini-3-pro:generateContent",
        "https://g.example/v1/models, https://g.example/v1/models/gemini-3-pro:generateContent",
        "https://g.example/gate/google, https://g.example/gate/google/v1beta/models/gemini-3-pro:generateContent",
        "https://g.example/v1beta/models/other:generateContent, https://g.example/v1beta/models/other:generateContent",
        "https://g.example/v1beta/models/other:streamGenerateContent?alt=sse, https://g.example/v1beta/models/other:generateContent",
        "https://g.example/v1/projects/p/locations/l/publishers/google, https://g.example/v1/projects/p/locations/l/publishers/google/models/gemini-3-pro:generateContent",
        "https://g.example:8443/v1beta?a=b, https://g.example:8443/v1beta/models/gemini-3-pro:generateContent?a=b",
    })
    void findsTheMethodFromABaseAndFromAnyMethodsAddress(URI endpoint, String address) {
        assertThat(dialect("gemini-3-pro").address(endpoint, Operation.CHAT)).hasToString(address);
    }

    @Test
    void asksForEventsWhereItStreams() {
        URI endpoint = URI.create("https://g.example/v1beta/models/m:generateContent?alt=json&a=b");

        assertThat(dialect("m").address(endpoint, Operation.CHAT_STREAM))
                .hasToString("https://g.example/v1beta/models/m:streamGenerateContent?a=b&alt=sse");
        assertThat(dialect("models/m").address(URI.create("https://g.example"), Operation.EMBEDDINGS))
                .hasToString("https://g.example/v1beta/models/m:batchEmbedContents");
        assertThat(dialect("tunedModels/a b").address(URI.create("https://g.example"), Operation.CHAT))
                .hasToString("https://g.example/v1beta/tunedModels/a%20b:generateContent");
    }

    @Test
    void putsTheKeyIntoItsHeader() {
        assertThat(dialect("m").placed(Secret.of("k")))
                .isInstanceOfSatisfying(
                        Authentication.HeaderKey.class,
                        key -> assertThat(key.header()).isEqualTo("x-goog-api-key"));
    }

    @Test
    void setsSystemTextsBesideTheConversation() {
        assertThat(encoded(InferenceRequest.builder()
                        .system("Be short")
                        .user("Hello")
                        .assistant("Hi")
                        .user("Who are you?")
                        .system("Be kind")))
                .isEqualTo(json("""
                        {"systemInstruction": {"parts": [{"text": "Be short"}, {"text": "Be kind"}]},
                         "contents": [{"role": "user", "parts": [{"text": "Hello"}]},
                           {"role": "model", "parts": [{"text": "Hi"}]},
                           {"role": "user", "parts": [{"text": "Who are you?"}]}],
                         "generationConfig": {}}"""));
        assertThat(refusal(InferenceRequest.builder().system("Be short"))).isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @Test
    void writesEachParameter() {
        assertThat(encoded(hello().parameters(DEFAULTS.withTemperature(0.5)
                                .withTopP(0.9)
                                .withMaxTokens(7)
                                .withStop("a", "b")
                                .withSeed(11)
                                .withExtra("topK", 40)
                                .withExtra("safetySettings", List.of(Map.of("category", "C", "threshold", "T")))))
                        .entrySet())
                .filteredOn(entry -> !entry.getKey().equals("contents"))
                .containsExactlyInAnyOrderElementsOf(json("""
                        {"safetySettings": [{"category": "C", "threshold": "T"}],
                         "generationConfig": {"temperature": 0.5, "topP": 0.9, "maxOutputTokens": 7,
                           "stopSequences": ["a", "b"], "seed": 11, "topK": 40}}""").entrySet());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "contents",
                "generationConfig",
                "generation_config",
                "tools",
                "maxOutputTokens",
                "max_output_tokens",
                "responseSchema",
                "response_modalities",
                "candidateCount",
                "systemInstruction"
            })
    void refusesAnExtraThatWouldOverrideTheRequest(String name) {
        assertThat(refusal(hello().parameters(DEFAULTS.withExtra(name, 1)))).isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @Test
    void refusesWhatTheProviderCannotBeAsked() {
        assertThat(refusal(hello().parameters(DEFAULTS.withSeed(1L << 40)))).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(refusal(hello().parameters(DEFAULTS.withStop("1", "2", "3", "4", "5", "6"))))
                .isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(refusal(hello().tool(WEATHER).parallelToolCalls(false))).isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            gemini-2.5-flash | NONE | {"thinkingBudget":0,"includeThoughts":false}
            gemini-2.5-flash | HIGH | {"thinkingBudget":24576,"includeThoughts":true}
            gemini-3-pro | LOW | {"thinkingLevel":"low","includeThoughts":true}
            gemini-3-pro | MINIMAL | {"thinkingLevel":"minimal","includeThoughts":true}
            """)
    void thinksByBudgetOrByLevelAsTheModelDoes(String model, ReasoningEffort effort, String expected) {
        JsonObject request = encoded(dialect(model), hello().parameters(DEFAULTS.withReasoningEffort(effort)));

        assertThat(request.getJsonObject("generationConfig").getJsonObject("thinkingConfig"))
                .isEqualTo(json(expected));
    }

    @Test
    void asksForJsonAndForASchema() {
        assertThat(encoded(hello().responseFormat(ResponseFormat.JSON)).getJsonObject("generationConfig"))
                .isEqualTo(json("{\"responseMimeType\": \"application/json\"}"));
        assertThat(encoded(hello().responseFormat(ResponseFormat.jsonSchema("sum", "{\"type\":\"object\"}")))
                        .getJsonObject("generationConfig"))
                .isEqualTo(
                        json(
                                "{\"responseMimeType\": \"application/json\", \"responseJsonSchema\": {\"type\": \"object\"}}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NONE | {"mode":"NONE"}
            REQUIRED | {"mode":"ANY"}
            TOOL | {"mode":"ANY","allowedFunctionNames":["weather"]}
            """)
    void offersToolsAndSaysWhichToCall(ToolChoice.Mode mode, String expected) {
        ToolChoice choice = new ToolChoice(mode, mode == ToolChoice.Mode.TOOL ? "weather" : null);

        JsonObject request = encoded(hello().tool(WEATHER).toolChoice(choice));

        assertThat(request.getJsonArray("tools").toString())
                .isEqualTo("[{\"functionDeclarations\":[{\"name\":\"weather\",\"description\":\"Tells the weather\","
                        + "\"parametersJsonSchema\":{\"type\":\"object\"}}]}]");
        assertThat(request.getJsonObject("toolConfig").getJsonObject("functionCallingConfig"))
                .isEqualTo(json(expected));
        assertThat(encoded(hello().tool(WEATHER))).doesNotContainKey("toolConfig");
    }

    @Test
    void handsResultsBackUnderTheNameOfTheirCallAllOfATurnTogether() {
        String signed = GoogleToolCallId.of("g1", "r", 0, "c2ln");
        String madeUp = GoogleToolCallId.of(null, "r", 1, null);

        JsonObject request = encoded(hello().tool(WEATHER)
                .message(new ChatMessage.AssistantMessage(
                        "",
                        List.of(
                                new ToolCall(signed, "weather", "{\"city\":\"Bern\"}"),
                                new ToolCall(madeUp, "time", ""))))
                .message(ChatMessage.tool(signed, "{\"sky\":\"blue\"}"))
                .message(ChatMessage.tool(madeUp, "noon"))
                .user("And?"));

        assertThat((JsonValue) request.getJsonArray("contents"))
                .isEqualTo(json("""
                        {"c": [{"role": "user", "parts": [{"text": "Hello"}]},
                         {"role": "model", "parts": [
                           {"functionCall": {"id": "g1", "name": "weather", "args": {"city": "Bern"}}, "thoughtSignature": "c2ln"},
                           {"functionCall": {"name": "time"}}]},
                         {"role": "user", "parts": [
                           {"functionResponse": {"id": "g1", "name": "weather", "response": {"sky": "blue"}}},
                           {"functionResponse": {"name": "time", "response": {"result": "noon"}}}]},
                         {"role": "user", "parts": [{"text": "And?"}]}]}""").get("c"));
    }

    @Test
    void refusesAResultThatAnswersNoCallAndArgumentsThatAreNoObject() {
        assertThat(refusal(hello().message(ChatMessage.tool("nobody", "x")))).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(refusal(hello().message(
                                new ChatMessage.AssistantMessage("", List.of(new ToolCall("1", "weather", "[]"))))))
                .isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @Test
    void showsImagesAndSoundsByBytesAndByAddress() {
        JsonObject request = encoded(InferenceRequest.builder()
                .user(
                        Content.text("See"),
                        Content.image(Media.of("image/png", new byte[] {1, 2, 3})),
                        Content.image(Media.at(URI.create("https://i.example/a.png"))),
                        Content.audio(Media.of("audio/wav", new byte[] {4}))));

        assertThat(request.getJsonArray("contents")
                        .getJsonObject(0)
                        .getJsonArray("parts")
                        .toString())
                .isEqualTo("[{\"text\":\"See\"},{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"AQID\"}},"
                        + "{\"fileData\":{\"fileUri\":\"https://i.example/a.png\"}},"
                        + "{\"inlineData\":{\"mimeType\":\"audio/wav\",\"data\":\"BA==\"}}]");
    }

    @Test
    void asksForImagesOfAModelThatMakesThem() {
        ProviderDialect both = dialect("m", Modality.TEXT_TO_IMAGE, Modality.TEXT_TO_TEXT);
        ProviderDialect only = dialect("m", Modality.TEXT_TO_IMAGE);

        assertThat(encoded(both, hello()).getJsonObject("generationConfig"))
                .isEqualTo(json("{\"responseModalities\": [\"TEXT\", \"IMAGE\"]}"));
        assertThat(encoded(only, hello()).getJsonObject("generationConfig"))
                .isEqualTo(json("{\"responseModalities\": [\"IMAGE\"]}"));
        assertThat(encoded(both, hello().responseFormat(ResponseFormat.JSON)).getJsonObject("generationConfig"))
                .doesNotContainKey("responseModalities");
    }

    @Test
    void embedsEachTextByARequestOfItsOwn() {
        Payload payload = dialect("e").encode(new EmbeddingRequest(List.of("a", "b"), 8, null, Map.of()));

        assertThat(json(new String(payload.bytes(), StandardCharsets.UTF_8))).isEqualTo(json("""
                        {"requests": [
                          {"model": "models/e", "content": {"parts": [{"text": "a"}]}, "outputDimensionality": 8},
                          {"model": "models/e", "content": {"parts": [{"text": "b"}]}, "outputDimensionality": 8}]}"""));
        String[] many = new String[101];
        Arrays.fill(many, "x");
        assertThat(catchThrowableOfType(
                                InferenceException.class, () -> dialect("e").encode(EmbeddingRequest.of(many)))
                        .code())
                .isEqualTo(FailureCode.INVALID_REQUEST);
    }

    @ParameterizedTest
    @CsvSource({
        "DOCUMENT, RETRIEVAL_DOCUMENT",
        "QUERY, RETRIEVAL_QUERY",
        "CLASSIFICATION, CLASSIFICATION",
        "CLUSTERING, CLUSTERING"
    })
    void embedsForAPurpose(EmbeddingPurpose purpose, String taskType) {
        Payload payload = dialect("e").encode(EmbeddingRequest.of("a").withPurpose(purpose));

        assertThat(json(new String(payload.bytes(), StandardCharsets.UTF_8))).isEqualTo(json("""
                        {"requests": [
                          {"model": "models/e", "content": {"parts": [{"text": "a"}]}, "taskType": "%s"}]}""".formatted(taskType)));
    }
}
