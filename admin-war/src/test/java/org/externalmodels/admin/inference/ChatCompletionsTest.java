package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.FrontDoorServer.ASK;
import static org.externalmodels.admin.inference.FrontDoorServer.CHAT;
import static org.externalmodels.admin.inference.FrontDoorServer.STREAM;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.ToolCall;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chat completions as clients of OpenAI know them, whole and as streams. */
class ChatCompletionsTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void aChatIsAnsweredInOpenAisForm() {
        server.models().answer.complete(answer("Hello"));

        HttpResponse<String> response = server.post(CHAT, ASK);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonObject json = FrontDoorServer.json(response);
        JsonObject choice = json.getJsonArray("choices").getJsonObject(0);
        assertThat(json.getString("object")).isEqualTo("chat.completion");
        assertThat(choice.getJsonObject("message").getString("content")).isEqualTo("Hello");
        assertThat(choice.getString("finish_reason")).isEqualTo("stop");
        assertThat(json.getJsonObject("usage").getInt("total_tokens")).isEqualTo(7);
        assertThat(response.headers().firstValue("x-external-models-connection"))
                .contains("main");
        assertThat(response.headers().firstValue("x-request-id")).contains("trace-1");
    }

    @Test
    void unknownTokensAreNull() {
        InferenceResponse known = answer("Hello");
        server.models()
                .answer
                .complete(new InferenceResponse(
                        known.text(),
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        FinishReason.UNKNOWN,
                        known.structure(),
                        TokenUsage.UNKNOWN,
                        "gpt",
                        "main",
                        Optional.empty(),
                        "trace-1"));

        assertThat(FrontDoorServer.json(server.post(CHAT, ASK)).isNull("usage")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'model':'gpt'}                                                              | messages
            {'messages':[{'role':'user','content':'x'}]}                                 | model
            {'model':'gpt','messages':[]}                                                | messages
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'temprature':1}    | temprature
            {'model':'gpt','messages':[{'role':'user','content':'x','colour':1}]}        | messages[0].colour
            {'model':'gpt','messages':[{'role':'user','content':[{'type':'fax'}]}]}      | messages[0].content[0].type
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'temperature':3}   | temperature
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'seed':1e999999999} | seed
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'n':2}             | n
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'logprobs':true}   | logprobs
            {'model':'gpt','messages':[{'role':'user','content':'x'}],'stream_options':{'include_usage':true}} | stream_options
            """)
    void whatIsWrongWithARequestIsNamed(String request, String param) {
        HttpResponse<String> response = server.post(CHAT, request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonObject error = FrontDoorServer.json(response).getJsonObject("error");
        assertThat(error.getString("param")).isEqualTo(param);
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(server.models().asked).isNull();
    }

    @Test
    void aStreamComesInChunksWithTheTokensAndAnEnd() {
        server.models().says("Hel", "lo");

        HttpResponse<String> response = server.post(CHAT, STREAM);

        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/event-stream"));
        assertThat(response.body().lines().filter(line -> line.startsWith("data: ")))
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"role\":\"assistant\""),
                        hel -> assertThat(hel).contains("\"content\":\"Hel\""),
                        lo -> assertThat(lo).contains("\"content\":\"lo\""),
                        last -> assertThat(last).contains("\"finish_reason\":\"stop\""),
                        usage -> assertThat(usage).contains("\"choices\":[]").contains("\"total_tokens\":7"),
                        done -> assertThat(done).isEqualTo("data: [DONE]"));
    }

    @Test
    void everyChunkNamesTheModelThatStandsIn() {
        server.models().stream.isAnsweredBy("claude");
        server.models().says("Hel", "lo");

        HttpResponse<String> response = server.post(CHAT, STREAM);

        assertThat(response.headers().firstValue("x-external-models-model")).contains("claude");
        assertThat(response.body().lines().filter(line -> line.startsWith("data: {")))
                .hasSize(5)
                .allSatisfy(chunk -> assertThat(chunk).contains("\"model\":\"claude\""));
    }

    @Test
    void aStreamThatIsCutEndsWithAnErrorAndNotAsIfItWereDone() {
        server.models().stream.tell(new InferenceEvent.TextDelta("Hel"));
        server.models().stream.end(new InferenceException(FailureCode.STREAM_INTERRUPTED, "cut"));

        String body = server.post(CHAT, STREAM).body();

        assertThat(body).contains("Hel").contains("STREAM_INTERRUPTED").doesNotContain("[DONE]");
    }

    @Test
    void aStreamThatFailsBeforeItBeginsHasAStatus() {
        server.models().stream.end(new InferenceException(FailureCode.FEATURE_NOT_ENABLED, "no streaming"));

        HttpResponse<String> response = server.post(CHAT, STREAM);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
    }

    @Test
    void whatClientsMadeOfAnAnswerComesBackWithIt() {
        server.models().answer.complete(answer("Hello"));
        String call = "{'id':'c1','type':'function','function':"
                + "{'name':'sum','arguments':'{}','parsed_arguments':{'total':1}}}";

        HttpResponse<String> response = server.post(
                CHAT,
                ASK.replace(
                        "]}",
                        ",{'role':'assistant','content':'{}','parsed':{'total':1}},{'role':'assistant','content':null,"
                                + "'parsed':null,'tool_calls':[" + call + "]}]}"));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(server.models().asked.messages().subList(1, 3))
                .containsExactly(
                        ChatMessage.assistant("{}"),
                        new ChatMessage.AssistantMessage("", List.of(new ToolCall("c1", "sum", "{}"))));
    }

    @Test
    void toolCallsAreHandedOnWholeAndInPieces() {
        ToolCall call = new ToolCall("call_1", "weather", "{\"city\":\"Bonn\"}");
        server.models().answer.complete(answer("", call));
        server.models().stream.tell(new InferenceEvent.ToolCallDelta(0, "call_1", "weather", ""));
        server.models().stream.tell(new InferenceEvent.ToolCallDelta(0, null, null, "{\"city\":\"Bonn\"}"));
        server.models().stream.tell(new InferenceEvent.Completed(answer("", call)));
        server.models().stream.end(null);

        JsonObject message = FrontDoorServer.json(server.post(CHAT, ASK))
                .getJsonArray("choices")
                .getJsonObject(0)
                .getJsonObject("message");
        String stream = server.post(CHAT, STREAM).body();

        assertThat(message.isNull("content")).isTrue();
        assertThat(message.getJsonArray("tool_calls")
                        .getJsonObject(0)
                        .getJsonObject("function")
                        .getString("arguments"))
                .isEqualTo("{\"city\":\"Bonn\"}");
        assertThat(stream)
                .contains(
                        "\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":\"\"}")
                .contains("\"finish_reason\":\"tool_calls\"");
    }
}
