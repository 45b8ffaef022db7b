package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.externalmodels.connector.transport.StreamEvent;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.ToolChoice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiResponsesTest {

    private static final Tool WEATHER = new Tool("weather", "Tells it", "{\"type\":\"object\",\"properties\":{}}");

    private final OpenAiResponses dialect = new OpenAiResponses("gpt-5", Set.of());

    private static InferenceRequest.Builder hello() {
        return InferenceRequest.builder().user("Hello");
    }

    private JsonObject encoded(InferenceRequest.Builder request) {
        byte[] bytes = dialect.encode(request.build(), Operation.CHAT).bytes();
        return ProviderJson.readObject(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void assertJson(Object actual, String expected) {
        assertThat(String.valueOf(actual)).isEqualTo(expected.replace('\'', '"'));
    }

    @Test
    void aPromptIsOneItemAndNothingIsKept() {
        assertJson(encoded(hello()), "{'model':'gpt-5','input':[{'role':'user','content':'Hello'}],'store':false}");
    }

    @Test
    void whatTheSystemSaysFirstIsTheInstructions() {
        JsonObject sent = encoded(InferenceRequest.builder()
                .system("Be brief.")
                .system("Be kind.")
                .user("Hi")
                .assistant("Hello")
                .system("Be rude.")
                .user("And?"));

        assertThat(sent.getString("instructions")).isEqualTo("Be brief.\n\nBe kind.");
        assertJson(
                sent.get("input"),
                "[{'role':'user','content':'Hi'},{'role':'assistant','content':'Hello'},"
                        + "{'role':'system','content':'Be rude.'},{'role':'user','content':'And?'}]");
    }

    @Test
    void aSystemThatSpeaksAloneIsTheInput() {
        assertJson(
                encoded(InferenceRequest.builder().system("Begin.")).get("input"),
                "[{'role':'system','content':'Begin.'}]");
    }

    @Test
    void imagesGoByTheirBytesAndByTheirAddress() {
        assertJson(
                encoded(InferenceRequest.builder()
                                .user(
                                        Content.text("What is it?"),
                                        Content.image(Media.of("image/png", new byte[] {1, 2, 3})),
                                        Content.image(Media.at(URI.create("https://images.example/a.png")))))
                        .get("input"),
                "[{'role':'user','content':[{'type':'input_text','text':'What is it?'},"
                        + "{'type':'input_image','image_url':'data:image/png;base64,AQID'},"
                        + "{'type':'input_image','image_url':'https://images.example/a.png'}]}]");
    }

    @Test
    void callsAndTheirResultsAreItems() {
        JsonObject sent = encoded(hello().message(new ChatMessage.AssistantMessage(
                        "Let me see",
                        List.of(new ToolCall("c1", "weather", "{}"), new ToolCall("c2", "weather", "{}"))))
                .message(ChatMessage.tool("c1", "blue"))
                .message(ChatMessage.tool("c2", "grey"))
                .tool(WEATHER));

        assertJson(
                sent.get("input"),
                "[{'role':'user','content':'Hello'},{'role':'assistant','content':'Let me see'},"
                        + "{'type':'function_call','call_id':'c1','name':'weather','arguments':'{}'},"
                        + "{'type':'function_call','call_id':'c2','name':'weather','arguments':'{}'},"
                        + "{'type':'function_call_output','call_id':'c1','output':'blue'},"
                        + "{'type':'function_call_output','call_id':'c2','output':'grey'}]");
        assertJson(
                sent.get("tools"),
                "[{'type':'function','name':'weather','description':'Tells it',"
                        + "'parameters':{'type':'object','properties':{}},'strict':false}]");
        assertThat(sent).doesNotContainKeys("tool_choice", "parallel_tool_calls");
    }

    @Test
    void toolsAreChosenInItsWords() {
        assertThat(encoded(hello().tool(WEATHER).toolChoice(ToolChoice.NONE)).getString("tool_choice"))
                .isEqualTo("none");
        assertThat(encoded(hello().tool(WEATHER).toolChoice(ToolChoice.REQUIRED))
                        .getString("tool_choice"))
                .isEqualTo("required");
        JsonObject one = encoded(
                hello().tool(WEATHER).toolChoice(ToolChoice.tool("weather")).parallelToolCalls(false));
        assertJson(one.get("tool_choice"), "{'type':'function','name':'weather'}");
        assertThat(one.getBoolean("parallel_tool_calls")).isFalse();
    }

    @Test
    void parametersHaveItsNames() {
        JsonObject sent = encoded(hello().parameters(InferenceParameters.DEFAULTS
                .withTemperature(0.5)
                .withTopP(0.25)
                .withMaxTokens(99)
                .withReasoningEffort(ReasoningEffort.MINIMAL)
                .withExtra("store", true)
                .withExtra("truncation", "auto")));

        assertJson(
                sent,
                "{'model':'gpt-5','input':[{'role':'user','content':'Hello'}],'temperature':0.5,'top_p':0.25,"
                        + "'max_output_tokens':99,'reasoning':{'effort':'minimal'},'store':true,'truncation':'auto'}");
    }

    @Test
    void aFormatIsOneOfTheText() {
        assertJson(
                encoded(hello().responseFormat(ResponseFormat.JSON)).get("text"), "{'format':{'type':'json_object'}}");
        assertJson(
                encoded(hello().responseFormat(ResponseFormat.jsonSchema("s", "{\"type\":\"object\"}")))
                        .get("text"),
                "{'format':{'type':'json_schema','name':'s','strict':false,'schema':{'type':'object'}}}");
        assertJson(
                encoded(hello().responseFormat(ResponseFormat.jsonSchema(
                                "s", "{\"type\":\"object\",\"additionalProperties\":false}")))
                        .get("text"),
                "{'format':{'type':'json_schema','name':'s','strict':true,"
                        + "'schema':{'type':'object','additionalProperties':false}}}");
    }

    @Test
    void whatItHasNoPlaceForIsRefused() {
        assertRefused(hello().parameters(InferenceParameters.DEFAULTS.withStop("x")), "stop texts");
        assertRefused(hello().parameters(InferenceParameters.DEFAULTS.withSeed(1)), "seed");
        assertRefused(InferenceRequest.builder().user(Content.audio(Media.of("audio/wav", new byte[1]))), "no audio");
    }

    @ParameterizedTest
    @ValueSource(strings = {"model", "input", "instructions", "stream", "background", "tools", "max_output_tokens"})
    void extrasDoNotOverrideTheRequest(String name) {
        assertRefused(hello().parameters(InferenceParameters.DEFAULTS.withExtra(name, "x")), name);
    }

    @Test
    void extrasSayMoreOfWhatTheRequestLeavesOpen() {
        InferenceParameters summary =
                InferenceParameters.DEFAULTS.withExtra("reasoning", java.util.Map.of("summary", "auto"));

        assertJson(encoded(hello().parameters(summary)).get("reasoning"), "{'summary':'auto'}");
        assertRefused(hello().parameters(summary.withReasoningEffort(ReasoningEffort.LOW)), "reasoning");
    }

    private void assertRefused(InferenceRequest.Builder request, String part) {
        InferenceException refusal = catchThrowableOfType(InferenceException.class, () -> encoded(request));
        assertThat(refusal.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(refusal).hasMessageContaining(part);
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.openai.com/v1, https://api.openai.com/v1/responses",
        "https://api.openai.com/v1/, https://api.openai.com/v1/responses",
        "https://api.openai.com/v1/responses, https://api.openai.com/v1/responses",
        "https://api.openai.com/v1/chat/completions, https://api.openai.com/v1/responses",
        "https://x.openai.azure.com/openai/v1/?api-version=preview, https://x.openai.azure.com/openai/v1/responses?api-version=preview"
    })
    void anyAddressOfTheApiLeadsToResponses(URI endpoint, URI address) {
        assertThat(dialect.address(endpoint, Operation.CHAT)).isEqualTo(address);
        assertThat(dialect.address(endpoint, Operation.CHAT_STREAM)).isEqualTo(address);
    }

    private static final String WHOLE = """
            {"id":"resp_1","object":"response","created_at":1,"status":"completed","error":null,"incomplete_details":null,
             "model":"gpt-5-2025-08-07","output":[
              {"id":"rs_1","type":"reasoning","summary":[{"type":"summary_text","text":"First."},{"type":"summary_text","text":"Then."}]},
              {"id":"msg_1","type":"message","status":"completed","role":"assistant","content":[
                {"type":"output_text","annotations":[],"logprobs":[],"text":"Hello "},{"type":"output_text","annotations":[],"text":"you"}]},
              {"id":"ws_1","type":"web_search_call","status":"completed"},
              {"id":"fc_1","type":"function_call","status":"completed","arguments":"{\\"city\\":\\"Bern\\"}","call_id":"call_1","name":"weather"}],
             "parallel_tool_calls":true,"usage":{"input_tokens":36,"input_tokens_details":{"cached_tokens":16},
              "output_tokens":87,"output_tokens_details":{"reasoning_tokens":64},"total_tokens":123}}
            """;

    @Test
    void aResponseIsReadWhole() {
        Answer answer = dialect.decode(AnswerBody.of(WHOLE), hello().build(), Operation.CHAT);

        assertThat(answer.text()).isEqualTo("Hello you");
        assertThat(answer.reasoning()).hasValue("First.\n\nThen.");
        assertThat(answer.toolCalls()).containsExactly(new ToolCall("call_1", "weather", "{\"city\":\"Bern\"}"));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.structure()).isEqualTo(Structure.NONE);
        assertThat(answer.providerModel()).hasValue("gpt-5-2025-08-07");
        assertThat(answer.usage())
                .isEqualTo(new TokenUsage(
                        OptionalLong.of(36),
                        OptionalLong.of(87),
                        OptionalLong.of(16),
                        OptionalLong.empty(),
                        OptionalLong.of(64),
                        TokenUsage.Source.PROVIDER));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'status':'completed' | STOP",
                "'status':'incomplete','incomplete_details':{'reason':'max_output_tokens'} | LENGTH",
                "'status':'incomplete','incomplete_details':{'reason':'content_filter'} | CONTENT_FILTER",
                "'status':'incomplete','incomplete_details':null | OTHER",
                "'model':'m' | UNKNOWN"
            })
    void itsEndHasAReason(String members, FinishReason reason) {
        String body = "{" + members.replace('\'', '"') + ",\"output\":[]}";

        Answer answer = dialect.decode(AnswerBody.of(body), hello().build(), Operation.CHAT);

        assertThat(answer.finishReason()).isEqualTo(reason);
        assertThat(answer.usage()).isEqualTo(TokenUsage.UNKNOWN);
    }

    @Test
    void aRefusalIsToldAsOne() {
        Answer answer = dialect.decode(
                AnswerBody.of(
                        "{\"status\":\"completed\",\"output\":[{\"type\":\"message\",\"content\":[{\"type\":\"refusal\",\"refusal\":\"No.\"}]}]}"),
                hello().build(),
                Operation.CHAT);

        assertThat(answer.text()).isEqualTo("No.");
        assertThat(answer.refused()).isTrue();
        assertThat(answer.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @Test
    void aRefusalIsStreamedAsOne() {
        StreamDecoder stream = dialect.streamDecoder(hello().build());

        assertThat(stream.decode(StreamEvent.of("{\"type\":\"response.refusal.delta\",\"delta\":\"No.\"}")))
                .containsExactly(new InferenceEvent.TextDelta("No.", true));
        stream.decode(StreamEvent.of(
                "{\"type\":\"response.completed\",\"response\":{\"status\":\"completed\",\"output\":[]}}"));
        assertThat(stream.answer().text()).isEqualTo("No.");
        assertThat(stream.answer().refused()).isTrue();
        assertThat(stream.answer().finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'status':'failed','error':{'code':'server_error','message':'Sorry'},'output':[]} | PROVIDER_ERROR",
                "{'status':'failed','error':{'code':'rate_limit_exceeded','message':'Slow'},'output':[]} | RATE_LIMITED",
                "{'status':'cancelled','error':null,'output':[]} | PROVIDER_ERROR",
                "{'status':'queued','output':[]} | INVALID_RESPONSE",
                "{'status':'completed'} | INVALID_RESPONSE",
                "{'status':'completed','output':[{'type':'function_call','name':'x'}]} | INVALID_RESPONSE",
                "[] | INVALID_RESPONSE"
            })
    void whatIsNoAnswerIsAFailure(String body, FailureCode code) {
        InferenceException failure = catchThrowableOfType(
                InferenceException.class,
                () -> dialect.decode(AnswerBody.of(body.replace('\'', '"')), hello().build(), Operation.CHAT));

        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void aStreamIsReadPieceByPiece() {
        StreamDecoder stream = dialect.streamDecoder(hello().build());

        List<InferenceEvent> events = decode(
                stream,
                "{'type':'response.created','response':{'model':'gpt-5-x','status':'in_progress','output':[]}}",
                "{'type':'response.output_item.added','output_index':0,'item':{'type':'reasoning','summary':[]}}",
                "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':0,'delta':'Fir'}",
                "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':0,'delta':'st.'}",
                "{'type':'response.reasoning_summary_text.delta','output_index':0,'summary_index':1,'delta':'Then.'}",
                "{'type':'response.output_item.added','output_index':1,'item':{'type':'message','content':[]}}",
                "{'type':'response.output_text.delta','output_index':1,'delta':'Hel','logprobs':[]}",
                "{'type':'response.output_text.delta','output_index':1,'delta':'lo','logprobs':[]}",
                "{'type':'response.output_text.done','output_index':1,'text':'Hello'}",
                "{'type':'response.output_item.added','output_index':2,'item':{'type':'function_call','call_id':'c1','name':'weather','arguments':''}}",
                "{'type':'response.function_call_arguments.delta','output_index':2,'delta':'{}'}",
                "{'type':'response.function_call_arguments.done','output_index':2,'arguments':'{}'}",
                "{'type':'response.output_item.done','output_index':2,'item':{'type':'function_call','call_id':'c1','name':'weather','arguments':'{}'}}",
                "{'type':'response.something_new','x':1}");

        assertThat(events)
                .containsExactly(
                        new InferenceEvent.ReasoningDelta("Fir"),
                        new InferenceEvent.ReasoningDelta("st."),
                        new InferenceEvent.ReasoningDelta("\n\nThen."),
                        new InferenceEvent.TextDelta("Hel"),
                        new InferenceEvent.TextDelta("lo"),
                        new InferenceEvent.ToolCallDelta(0, "c1", "weather", ""),
                        new InferenceEvent.ToolCallDelta(0, null, null, "{}"));
        assertThat(stream.isComplete()).isFalse();

        assertThat(decode(
                        stream,
                        "{'type':'response.completed','response':{'status':'completed','output':[],"
                                + "'usage':{'input_tokens':2,'output_tokens':5}}}"))
                .containsExactly(
                        new InferenceEvent.UsageReport(TokenUsage.reported(OptionalLong.of(2), OptionalLong.of(5))));
        assertThat(stream.isComplete()).isTrue();
        Answer answer = stream.answer();
        assertThat(answer.text()).isEqualTo("Hello");
        assertThat(answer.reasoning()).hasValue("First.\n\nThen.");
        assertThat(answer.toolCalls()).containsExactly(new ToolCall("c1", "weather", "{}"));
        assertThat(answer.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
        assertThat(answer.providerModel()).hasValue("gpt-5-x");
    }

    @Test
    void aStreamEndsAsTheWholeResponseItBrings() {
        StreamDecoder stream = dialect.streamDecoder(hello().build());

        stream.decode(StreamEvent.of("{\"type\":\"response.completed\",\"response\":" + WHOLE + "}"));

        assertThat(stream.answer()).isEqualTo(dialect.decode(AnswerBody.of(WHOLE), hello().build(), Operation.CHAT));
    }

    @Test
    void aStreamThatIsIncompleteEndsWithItsReason() {
        StreamDecoder stream = dialect.streamDecoder(hello().build());

        decode(
                stream,
                "{'type':'response.output_text.delta','output_index':0,'delta':'Hel'}",
                "{'type':'response.incomplete','response':{'status':'incomplete','output':[],"
                        + "'incomplete_details':{'reason':'max_output_tokens'}}}");

        assertThat(stream.isComplete()).isTrue();
        assertThat(stream.answer().text()).isEqualTo("Hel");
        assertThat(stream.answer().finishReason()).isEqualTo(FinishReason.LENGTH);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'error','code':'rate_limit_exceeded','message':'Slow','param':null} | RATE_LIMITED",
                "{'type':'error','error':{'type':'invalid_request_error','code':'invalid_api_key','message':'No'}} | AUTHENTICATION_FAILED",
                "{'type':'error','message':'What'} | PROVIDER_ERROR",
                "{'type':'response.failed','response':{'status':'failed','error':{'code':'server_error','message':'Sorry'},'usage':{'input_tokens':4,'output_tokens':1}}} | PROVIDER_ERROR",
                "{'type':'response.failed','response':{'status':'failed','error':null}} | PROVIDER_ERROR",
                "{'type':'response.function_call_arguments.delta','output_index':7,'delta':'{}'} | INVALID_RESPONSE"
            })
    void anErrorInAStreamIsTheFailureItsStatusWouldHaveBeen(String event, FailureCode code) {
        StreamDecoder stream = dialect.streamDecoder(hello().build());

        InferenceException failure = catchThrowableOfType(InferenceException.class, () -> decode(stream, event));

        assertThat(failure.code()).isEqualTo(code);
        assertThat(stream.isComplete()).isFalse();
        assertThat(stream.usage().inputTokens().isPresent()).isEqualTo(event.contains("usage"));
    }

    private static List<InferenceEvent> decode(StreamDecoder stream, String... events) {
        List<InferenceEvent> decoded = new ArrayList<>();
        for (String event : events) {
            decoded.addAll(stream.decode(StreamEvent.of(event.replace('\'', '"'))));
        }
        return decoded;
    }
}
