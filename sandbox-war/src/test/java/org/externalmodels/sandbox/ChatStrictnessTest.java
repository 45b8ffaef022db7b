package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenAI refuses, the sandbox refuses, in the same shape. */
final class ChatStrictnessTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private static void assertError(
            HttpResponse<String> response, int status, String param, String code, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonObject error = Client.json(response).getJsonObject("error");
        assertThat(error.keySet()).containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.getString("message")).contains(message);
        assertThat(error.getString("type")).isEqualTo("invalid_request_error");
        assertThat(error.isNull("param") ? "null" : error.getString("param")).isEqualTo(param);
        assertThat(error.isNull("code") ? "null" : error.getString("code")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'temprature': 1 | null | null | Unrecognized request argument supplied: temprature",
                "'x': 1, 'a': 2 | null | null | Unrecognized request arguments supplied: a, x",
                "'temperature': 3 | temperature | decimal_above_max_value | Expected a value <= 2, but got 3 instead.",
                "'temperature': 'hot' | temperature | invalid_type | expected a decimal, but got a string instead.",
                "'top_p': -0.1 | top_p | decimal_below_min_value | Expected a value >= 0",
                "'max_tokens': 0 | max_tokens | integer_below_min_value | Expected a value >= 1, but got 0 instead.",
                "'max_tokens': 1.5 | max_tokens | invalid_type | expected an integer, but got a decimal instead.",
                "'max_tokens': 1, 'max_completion_tokens': 1 | max_tokens | invalid_parameter_combination | at the same time",
                "'n': 2 | n | unsupported_value | 'n' does not support 2 with this model",
                "'stream': 'yes' | stream | invalid_type | expected a boolean",
                "'stream_options': {'include_usage': true} | stream_options | null | only allowed when 'stream' is enabled",
                "'stream': true, 'stream_options': {'usage': true} | stream_options.usage | unknown_parameter | Unknown parameter: 'stream_options.usage'.",
                "'stop': ['a','b','c','d','e'] | stop | array_above_max_length | maximum length 4",
                "'logprobs': true | logprobs | unsupported_parameter | 'logprobs' is not supported",
                "'functions': [] | functions | unsupported_parameter | 'functions' is not supported",
                "'modalities': ['text','audio'] | modalities | unsupported_value | 'modalities' does not support 'audio'",
                "'reasoning_effort': 'huge' | reasoning_effort | invalid_value | Supported values are: 'none', 'minimal'",
                "'tools': [] | tools | empty_array | Invalid 'tools': empty array",
                "'tool_choice': 'auto' | tool_choice | null | only allowed when 'tools' are specified",
                "'tools': [{'type':'function','function':{'name':'a b'}}] | tools[0].function.name | invalid_value | does not match pattern",
                "'tools': [{'type':'function','function':{}}] | tools[0].function.name | missing_required_parameter | Missing required parameter: 'tools[0].function.name'.",
                "'tools': [{'type':'function','function':{'name':'a'}}], 'tool_choice': {'type':'function','function':{'name':'b'}} | tool_choice | null | not found in 'tools'",
                "'response_format': {'type':'xml'} | response_format.type | invalid_value | Supported values are: 'json_object', 'json_schema', and 'text'.",
                "'response_format': {'type':'json_object'} | messages | null | must contain the word 'json'",
                "'response_format': {'type':'json_schema','json_schema':{}} | response_format.json_schema.name | missing_required_parameter | Missing required parameter",
                "'response_format': {'type':'json_schema','json_schema':{'name':'a','strict':true,'schema':{'type':'object','properties':{'x':{'type':'string'}}}}} | response_format | null | 'additionalProperties' is required to be supplied and to be false.",
                "'response_format': {'type':'json_schema','json_schema':{'name':'a','strict':true,'schema':{'type':'object','additionalProperties':false,'required':[],'properties':{'x':{'type':'string'}}}}} | response_format | null | Missing 'x'.",
                "'response_format': {'type':'json_schema','json_schema':{'name':'a','schema':{'not':{}}}} | response_format | null | 'not' is not permitted"
            })
    void refusesAParameter(String fields, String param, String code, String message) {
        assertError(client.chat(Client.user("hello", fields.replace('\'', '"'))), 400, param, code, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"o3-mini", "gpt-5"})
    void aModelThatReasonsWantsItsLimitUnderItsOwnName(String model) {
        String hello = Client.hello().replace("sandbox-1", model);

        assertError(
                client.chat(hello.replace("\"messages\"", "\"max_tokens\": 5, \"messages\"")),
                400,
                "max_tokens",
                "unsupported_parameter",
                "Use 'max_completion_tokens' instead.");
        assertThat(client.chat(hello.replace("\"messages\"", "\"max_completion_tokens\": 5, \"messages\""))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "[] | messages | empty_array | Invalid 'messages': empty array",
                "'hello' | messages | invalid_type | expected an array, but got a string instead.",
                "null | messages | missing_required_parameter | Missing required parameter: 'messages'.",
                "[3] | messages[0] | invalid_type | expected an object, but got an integer instead.",
                "[{'content':'x'}] | messages[0].role | missing_required_parameter | Missing required parameter: 'messages[0].role'.",
                "[{'role':'boss','content':'x'}] | messages[0].role | invalid_value | Invalid value: 'boss'",
                "[{'role':'user'}] | messages[0].content | missing_required_parameter | Missing required parameter",
                "[{'role':'user','content':3}] | messages[0].content | invalid_type | expected one of a string or array of objects",
                "[{'role':'user','content':'x','text':'y'}] | messages[0].text | unknown_parameter | Unknown parameter: 'messages[0].text'.",
                "[{'role':'user','content':[{'type':'video'}]}] | messages[0].content[0].type | invalid_value | Invalid value: 'video'",
                "[{'role':'system','content':[{'type':'image_url','image_url':{'url':'https://x/y'}}]}] | messages[0].content[0].type | invalid_value | 'image_url'",
                "[{'role':'user','content':[{'type':'image_url','image_url':{'url':'ftp://x'}}]}] | messages[0].content[0].image_url.url | invalid_image_url | Invalid image URL",
                "[{'role':'user','content':[{'type':'image_url','image_url':{'url':'data:image/png;base64,?'}}]}] | messages[0].content[0].image_url.url | invalid_base64 | not valid base64",
                "[{'role':'assistant'}] | messages[0].content | invalid_type | expected a string, got null",
                "[{'role':'tool','tool_call_id':'c','content':'x'}] | messages.[0].role | null | must be a response to a preceeding message",
                "[{'role':'assistant','tool_calls':[{'id':'c7','type':'function','function':{'name':'f','arguments':'{}'}}]},{'role':'user','content':'x'}] | messages.[1].role | null | did not have response messages: c7"
            })
    void refusesMessages(String messages, String param, String code, String message) {
        String body = "{\"model\": \"sandbox-1\", \"messages\": " + messages.replace('\'', '"') + "}";

        assertError(client.chat(body), 400, param, code, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[]", "{\"model\":", "{} {}", "{\"model\":\"m\"} x", "\"text\""})
    void refusesABodyThatIsNoJsonObject(String body) {
        assertError(client.chat(body), 400, "null", "null", "We could not parse the JSON body of your request.");
    }

    @Test
    void refusesToGuessTheModel() {
        assertError(
                client.chat("{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}]}"),
                400,
                "null",
                "null",
                "you must provide a model parameter");
    }

    @Test
    void hasNoModelThatSaysItIsMissing() {
        assertError(
                client.chat(Client.hello().replace("sandbox-1", "missing-1")),
                404,
                "null",
                "model_not_found",
                "The model `missing-1` does not exist");
    }

    @Test
    void refusesAnotherContentType() {
        var request = client.request(Client.CHAT, "Authorization", "Bearer sk-test")
                .setHeader("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(Client.hello()));

        assertError(client.send(request), 400, "null", "unsupported_content_type", "'text/plain'");
    }

    @Test
    void refusesAnotherMethodAndAnotherPath() {
        assertError(
                client.get(Client.CHAT, "Authorization", "Bearer sk-test"),
                405,
                "null",
                "method_not_supported",
                "Not allowed to GET on /v1/chat/completions");
        assertError(client.get("/openai/v1/nothing"), 404, "null", "null", "Invalid URL (GET /v1/nothing)");
    }
}
