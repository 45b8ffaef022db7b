package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.TokenCount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Messages as clients of Anthropic know them, and the tokens of such. */
class MessagesTest {

    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";
    private static final String ASK_MESSAGES =
            "{'model':'gpt','max_tokens':10,'messages':[{'role':'user','content':'Hi'}]}";

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void aMessageIsAnsweredInAnthropicsForm() {
        server.models().answer.complete(answer("Hello", new ToolCall("toolu_1", "weather", "{\"city\":\"Bonn\"}")));

        JsonObject json = FrontDoorServer.json(server.post(MESSAGES, ASK_MESSAGES));

        assertThat(json.getString("type")).isEqualTo("message");
        assertThat(json.getJsonArray("content").getJsonObject(0).getString("text"))
                .isEqualTo("Hello");
        assertThat(json.getJsonArray("content")
                        .getJsonObject(1)
                        .getJsonObject("input")
                        .getString("city"))
                .isEqualTo("Bonn");
        assertThat(json.getString("stop_reason")).isEqualTo("tool_use");
        assertThat(json.getJsonObject("usage").getInt("input_tokens")).isEqualTo(3);
    }

    @Test
    void messagesStreamTheirBlocksOneAfterTheOther() {
        server.models().stream.tell(new InferenceEvent.TextDelta("Let me see"));
        server.models().stream.tell(new InferenceEvent.ToolCallDelta(0, "toolu_1", "weather", "{}"));
        server.models()
                .stream
                .tell(new InferenceEvent.Completed(answer("Let me see", new ToolCall("toolu_1", "weather", "{}"))));
        server.models().stream.end(null);

        String body = server.post(MESSAGES, ASK_MESSAGES.replace("10,", "10,'stream':true,"))
                .body();

        assertThat(body.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "message_start",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "content_block_start",
                        "content_block_delta",
                        "content_block_stop",
                        "message_delta",
                        "message_stop");
    }

    @Test
    void aStreamNamesTheModelThatStandsIn() {
        server.models().stream.isAnsweredBy("claude");
        server.models().says("Hello");

        String body = server.post(MESSAGES, ASK_MESSAGES.replace("10,", "10,'stream':true,"))
                .body();

        assertThat(body.lines().filter(line -> line.contains("\"model\":")))
                .singleElement()
                .asString()
                .contains("message_start")
                .contains("\"model\":\"claude\"");
    }

    @Test
    void anAnswerThatAStopTextEndedSaysWhich() {
        InferenceResponse stopped = stoppedAt("END");
        server.models().answer.complete(stopped);
        server.models().stream.tell(new InferenceEvent.Completed(stopped));
        server.models().stream.end(null);

        JsonObject whole = FrontDoorServer.json(server.post(MESSAGES, ASK_MESSAGES));
        String streamed = server.post(MESSAGES, ASK_MESSAGES.replace("10,", "10,'stream':true,"))
                .body();

        assertThat(whole.getString("stop_reason")).isEqualTo("stop_sequence");
        assertThat(whole.getString("stop_sequence")).isEqualTo("END");
        assertThat(streamed).contains("\"delta\":{\"stop_reason\":\"stop_sequence\",\"stop_sequence\":\"END\"}");
    }

    @Test
    void argumentsThatAModelGivesTwiceAreTheLastOnes() {
        server.models()
                .answer
                .complete(answer("Hello", new ToolCall("toolu_1", "weather", "{\"city\":\"Bonn\",\"city\":\"Ulm\"}")));

        JsonObject message = FrontDoorServer.json(server.post(MESSAGES, ASK_MESSAGES));

        assertThat(message.getJsonArray("content")
                        .getJsonObject(1)
                        .getJsonObject("input")
                        .getString("city"))
                .isEqualTo("Ulm");
    }

    private static InferenceResponse stoppedAt(String stop) {
        InferenceResponse plain = answer("Hello");
        return new InferenceResponse(
                plain.text(),
                plain.reasoning(),
                plain.toolCalls(),
                plain.images(),
                plain.finishReason(),
                Optional.of(stop),
                plain.structure(),
                plain.usage(),
                plain.modelName(),
                plain.connectionName(),
                plain.providerModel(),
                plain.traceId(),
                plain.fromCache(),
                plain.refused());
    }

    @Test
    void thinkingAndCachingGoOnAsHints() {
        server.models().answer.complete(answer("Hello"));

        server.post(
                MESSAGES,
                ASK_MESSAGES.replace(
                        "10,",
                        "10,'thinking':{'type':'enabled','budget_tokens':2000},'cache_control':{'type':'ephemeral'},"
                                + "'output_config':{'effort':'max'},'speed':'fast','inference_geo':'eu',"));

        InferenceParameters parameters = server.models().asked.parameters();
        assertThat(parameters.hints().keySet())
                .containsExactlyInAnyOrder("thinking", "cache_control", "max_tokens_required");
        assertThat(parameters.hints().get("cache_control")).isEqualTo(Map.of("type", "ephemeral"));
        assertThat(parameters.extras()).isEqualTo(Map.of("speed", "fast", "inference_geo", "eu"));
        assertThat(parameters.reasoningEffort()).isEqualTo(ReasoningEffort.MAX);
    }

    @Test
    void theLimitThatEveryRequestHasIsNoReasonToRefuseIt() {
        server.models().answer.complete(answer("Hello"));

        server.post(MESSAGES, ASK_MESSAGES);

        assertThat(server.models().asked.parameters().maxTokens()).isEqualTo(10);
        assertThat(server.models().asked.parameters().hints()).isEqualTo(Map.of("max_tokens_required", true));
    }

    @Test
    void marksOfWhereToCacheGoOnWithTheirPlaces() {
        server.models().answer.complete(answer("Hello"));
        String mark = "'cache_control':{'type':'ephemeral'}";

        server.post(
                MESSAGES,
                "{'model':'gpt','max_tokens':10,'tools':[{'name':'f'},{'name':'g'," + mark + "}],"
                        + "'system':[{'type':'text','text':'a'},{'type':'text','text':'b'," + mark + "}],'messages':["
                        + "{'role':'user','content':[{'type':'text','text':'1'},{'type':'text','text':'2'," + mark
                        + "}]},"
                        + "{'role':'assistant','content':[{'type':'tool_use','id':'t','name':'f','input':{}," + mark
                        + "}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'x'},"
                        + "{'type':'text','text':'3','cache_control':{'type':'ephemeral','ttl':'1h'}}]}]}");

        Map<String, String> ephemeral = Map.of("type", "ephemeral");
        assertThat(server.models().asked.messages()).hasSize(5);
        assertThat(server.models().asked.parameters().hints())
                .containsEntry(
                        "cache_breakpoints",
                        Map.of(
                                "tools", ephemeral,
                                "system", ephemeral,
                                "messages.1.1", ephemeral,
                                "messages.2", ephemeral,
                                "messages.4.0", Map.of("type", "ephemeral", "ttl", "1h")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'model':'gpt','messages':[{'role':'user','content':'x'}]}          | max_tokens
            {'max_tokens':9,'messages':[{'role':'user','content':'x'}]}         | model
            {'model':'gpt','max_tokens':9}                                      | messages
            {'model':'gpt','max_tokens':9,'messages':[]}                        | messages
            {'model':'gpt','max_tokens':9,'messages':'x'}                       | messages
            {'model':'gpt','max_tokens':9,'messages':['x']}                     | messages[0]
            {'model':'gpt','max_tokens':9,'messages':[{'role':'robot','content':'x'}]} | messages[0].role
            {'model':'gpt','max_tokens':9,'messages':[{'role':'user'}]}         | messages[0].content
            {'model':'gpt','max_tokens':9,'messages':[{'role':'user','content':[]}]} | messages[0].content
            {'model':'gpt','max_tokens':9,'messages':[{'role':'user','content':[{'type':'fax'}]}]} | messages[0].content[0].type
            {'model':'gpt','max_tokens':9,'messages':[{'role':'user','content':[{'type':'tool_result'}]}]} | messages[0].content[0].tool_use_id
            {'model':'gpt','max_tokens':9,'messages':[{'role':'user','content':[{'type':'image','source':{'type':'base64','media_type':'image/png','data':'%'}}]}]} | messages[0].content[0].source.data
            """)
    void whatIsWrongWithTheMessagesIsNamed(String request, String param) {
        assertRefused(request, param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'max_tokens':0                                         | max_tokens
            'max_tokens':1.5                                       | max_tokens
            'max_tokens':9,'temperature':1.5                       | temperature
            'max_tokens':9,'system':7                              | system
            'max_tokens':9,'system':[{'type':'image'}]             | system[0].type
            'max_tokens':9,'stop_sequences':'x'                    | stop_sequences
            'max_tokens':9,'stop_sequences':[1]                    | stop_sequences[0]
            'max_tokens':9,'tools':[{'input_schema':{}}]           | tools[0].name
            'max_tokens':9,'tools':[{'name':'f','input_schema':1}] | tools[0].input_schema
            'max_tokens':9,'tools':[{'name':'f','allowed_callers':['code_execution_20260120']}] | tools[0].allowed_callers
            'max_tokens':9,'tool_choice':{'type':'some'}           | tool_choice.type
            'max_tokens':9,'thinking':{'type':'enabled'}           | thinking.budget_tokens
            'max_tokens':9,'thinking':{'type':'loud'}              | thinking.type
            'max_tokens':9,'output_config':{'effort':'huge'}       | output_config.effort
            'max_tokens':9,'cache_control':{'type':'for ever'}     | cache_control.type
            'max_tokens':9,'container':'c1'                        | container
            'max_tokens':9,'stream':'yes'                          | stream
            """)
    void whatIsWrongWithASettingIsNamed(String settings, String param) {
        assertRefused("{'model':'gpt','messages':[{'role':'user','content':'Hi'}]," + settings + "}", param);
    }

    private void assertRefused(String request, String param) {
        HttpResponse<String> response = server.post(MESSAGES, request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonObject error = FrontDoorServer.json(response).getJsonObject("error");
        assertThat(error.getString("param")).isEqualTo(param);
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(server.models().asked).isNull();
    }

    @Test
    void anErrorOfMessagesHasAnthropicsForm() {
        HttpResponse<String> response = server.post(MESSAGES, ASK_MESSAGES, "emk-wrong");

        JsonObject json = FrontDoorServer.json(response);
        assertThat(json.getString("type")).isEqualTo("error");
        assertThat(json.getJsonObject("error").getString("type")).isEqualTo("authentication_error");
    }

    @Test
    void tokensAreCountedByTheProvider() {
        server.models().count.complete(new TokenCount(17, "gpt", "main"));

        HttpResponse<String> response = server.post(
                COUNT, "{'model':'gpt','system':'Be brief','messages':" + "[{'role':'user','content':'Hi'}]}");

        assertThat(response.body()).isEqualTo("{\"input_tokens\":17}");
        assertThat(response.headers().firstValue("X-External-Models-Connection"))
                .contains("main");
        assertThat(server.models().asked.messages()).hasSize(2);
        assertThat(server.models().called).isEqualTo("gpt");
    }

    @Test
    void whatSaysHowToAnswerIsNotPartOfACount() {
        HttpResponse<String> response = server.post(COUNT, ASK_MESSAGES);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("max_tokens");
    }

    @Test
    void tokensAreNotGuessed() {
        server.models()
                .count
                .completeExceptionally(new InferenceException(
                        FailureCode.FEATURE_NOT_ENABLED, "tokens cannot be counted before a call"));

        HttpResponse<String> response =
                server.post(COUNT, "{'model':'gpt','messages':[{'role':'user','content':'Hi'}]}");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(FrontDoorServer.json(response).getJsonObject("error").getString("message"))
                .contains("cannot be counted");
    }
}
