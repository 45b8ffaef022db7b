package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ToolCall;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Responses as clients of OpenAI know them. */
class ResponsesTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void aResponseStreamsItsItemsAndItsWhole() {
        server.models().says("Hel", "lo");

        String body = server.post("/v1/responses", "{'model':'gpt','input':'Hi','stream':true}")
                .body();

        assertThat(body.lines().filter(line -> line.startsWith("event: ")).map(line -> line.substring(7)))
                .containsExactly(
                        "response.created",
                        "response.in_progress",
                        "response.output_item.added",
                        "response.content_part.added",
                        "response.output_text.delta",
                        "response.output_text.delta",
                        "response.output_text.done",
                        "response.content_part.done",
                        "response.output_item.done",
                        "response.completed");
        assertThat(body).contains("\"text\":\"Hello\"").contains("\"total_tokens\":7");
    }

    @Test
    void aStreamNamesTheModelThatStandsInFromItsFirstEventOn() {
        server.models().stream.isAnsweredBy("claude");
        server.models().says("Hello");

        String body = server.post("/v1/responses", "{'model':'gpt','input':'Hi','stream':true}")
                .body();

        assertThat(body.lines()
                        .filter(line -> line.startsWith("data: "))
                        .filter(line -> line.contains("response.created") || line.contains("response.in_progress")))
                .hasSize(2)
                .allSatisfy(event -> assertThat(event).contains("\"model\":\"claude\""));
    }

    @Test
    void whatTheAssistantSaysAndCallsInOneTurnIsOneMessage() {
        server.models().answer.complete(answer("Hello"));

        server.post("/v1/responses", """
                {'model':'gpt','input':[{'role':'user','content':'Hi'},
                {'type':'function_call','call_id':'1','name':'f'},
                {'role':'assistant','content':'First'},
                {'type':'reasoning','summary':[]},
                {'type':'function_call','call_id':'2','name':'f'},
                {'type':'function_call','call_id':'3','name':'f'},
                {'type':'function_call_output','call_id':'2','output':'done'},
                {'role':'assistant','content':'Second'},
                {'role':'assistant','content':'Third'}]}""");

        assertThat(server.models().asked.messages())
                .containsExactly(
                        ChatMessage.user("Hi"),
                        new ChatMessage.AssistantMessage("", List.of(new ToolCall("1", "f", ""))),
                        new ChatMessage.AssistantMessage(
                                "First", List.of(new ToolCall("2", "f", ""), new ToolCall("3", "f", ""))),
                        ChatMessage.tool("2", "done"),
                        ChatMessage.assistant("Second"),
                        ChatMessage.assistant("Third"));
    }

    /** They are read in a moment, and in minutes if those before were copied for each. */
    @Test
    @Timeout(20)
    void manyCallsAreOneMessage() {
        server.models().answer.complete(answer("Hello"));
        String call = "{'type':'function_call','call_id':'1','name':'f'}";

        server.post(
                "/v1/responses",
                "{'model':'gpt','input':[" + String.join(",", Collections.nCopies(150_000, call)) + "]}");

        assertThat(server.models().asked.messages())
                .singleElement()
                .satisfies(message -> assertThat(((ChatMessage.AssistantMessage) message).toolCalls())
                        .hasSize(150_000));
    }

    @Test
    void wishesGoOnAsHintsAndMoreOfAnAnswerMayBeAskedFor() {
        server.models().answer.complete(answer("Hello"));

        HttpResponse<String> response = server.post(
                "/v1/responses",
                "{'model':'gpt','input':'Hi','include':['reasoning.encrypted_content'],'text':{'verbosity':'low'},"
                        + "'reasoning':{'effort':'xhigh','summary':'auto','context':'all_turns'},"
                        + "'prompt_cache_key':'k','prompt_cache_retention':'24h','safety_identifier':'u1'}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(server.models().asked.parameters().reasoningEffort()).isEqualTo(ReasoningEffort.XHIGH);
        assertThat(server.models().asked.parameters().extras()).isEmpty();
        assertThat(server.models().asked.parameters().hints())
                .isEqualTo(Map.of(
                        "verbosity", "low",
                        "reasoning_summary", "auto",
                        "reasoning_context", "all_turns",
                        "prompt_cache_key", "k",
                        "prompt_cache_retention", "24h",
                        "safety_identifier", "u1"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'input':'Hi'}                                                | model
            {'model':'gpt'}                                               | input
            {'model':'gpt','input':[]}                                    | input
            {'model':'gpt','input':7}                                     | input
            {'model':'gpt','input':['Hi']}                                | input[0]
            {'model':'gpt','input':[{'role':'robot','content':'Hi'}]}     | input[0].role
            {'model':'gpt','input':[{'role':'user'}]}                     | input[0].content
            {'model':'gpt','input':[{'role':'user','content':[]}]}        | input[0].content
            {'model':'gpt','input':[{'role':'user','content':[{'type':'input_file'}]}]} | input[0].content[0].type
            {'model':'gpt','input':[{'role':'user','content':[{'type':'input_image','image_url':'x','detail':'best'}]}]} | input[0].content[0].detail
            {'model':'gpt','input':[{'type':'function_call','name':'f'}]} | input[0].call_id
            {'model':'gpt','input':[{'type':'fax'}]}                      | input[0].type
            """)
    void whatIsWrongWithTheInputIsNamed(String request, String param) {
        assertRefused(request, param);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            'instructions':7                                    | instructions
            'max_output_tokens':0                               | max_output_tokens
            'top_p':0                                           | top_p
            'tools':[{'type':'web_search'}]                     | tools[0].type
            'tools':[{'type':'function'}]                       | tools[0].name
            'tools':[{'type':'function','name':'f','async':true}] | tools[0].async
            'tool_choice':'some'                                | tool_choice
            'tool_choice':{'type':'function'}                   | tool_choice.name
            'text':{'format':{'type':'xml'}}                    | text.format.type
            'text':{'format':{'type':'json_schema','name':'a'}} | text.format.schema
            'text':{'verbosity':1}                              | text.verbosity
            'reasoning':{'effort':'huge'}                       | reasoning.effort
            'include':['message.output_text.logprobs']          | include
            'include':['everything']                            | include
            'context_management':[{'type':'compaction'}]        | context_management
            'moderation':{'model':'m'}                          | moderation
            'previous_response_id':'resp_1'                     | previous_response_id
            'truncation':'auto'                                 | truncation
            'store':true                                        | store
            """)
    void whatIsWrongWithASettingIsNamed(String settings, String param) {
        assertRefused("{'model':'gpt','input':'Hi'," + settings + "}", param);
    }

    private void assertRefused(String request, String param) {
        HttpResponse<String> response = server.post("/v1/responses", request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonObject error = FrontDoorServer.json(response).getJsonObject("error");
        assertThat(error.getString("param")).isEqualTo(param);
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(server.models().asked).isNull();
    }
}
