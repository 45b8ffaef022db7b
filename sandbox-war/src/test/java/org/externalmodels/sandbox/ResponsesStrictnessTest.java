package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What OpenAI's Responses refuse, the sandbox refuses, in the same shape. */
final class ResponsesStrictnessTest {
    private static final String PATH = "/openai/v1/responses";
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private HttpResponse<String> post(String body) {
        return client.post(PATH, body.replace('\'', '"'), "Authorization", "Bearer sk-test");
    }

    private static void assertError(HttpResponse<String> response, String param, String code, String message) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        JsonObject error = Client.json(response).getJsonObject("error");
        assertThat(error.keySet()).containsExactlyInAnyOrder("message", "type", "param", "code");
        assertThat(error.getString("message")).contains(message.replace('"', '\''));
        assertThat(error.isNull("param") ? "null" : error.getString("param")).isEqualTo(param);
        assertThat(error.isNull("code") ? "null" : error.getString("code")).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'messages': [] | messages | unknown_parameter | Unknown parameter: 'messages'.",
                "'max_tokens': 20 | max_tokens | unknown_parameter | Unknown parameter",
                "'stop': 'x' | stop | unknown_parameter | Unknown parameter",
                "'seed': 1 | seed | unknown_parameter | Unknown parameter",
                "'temperature': 3 | temperature | decimal_above_max_value | Expected a value <= 2",
                "'max_output_tokens': 15 | max_output_tokens | integer_below_min_value | Expected a value >= 16",
                "'stream': 1 | stream | invalid_type | expected a boolean",
                "'stream_options': {} | stream_options | null | only allowed when 'stream' is enabled",
                "'background': true | background | unsupported_parameter | not supported",
                "'previous_response_id': 'resp_1' | previous_response_id | previous_response_not_found | 'resp_1' not found",
                "'reasoning': {'effort': 'huge'} | reasoning.effort | invalid_value | Supported values are",
                "'reasoning': {'depth': 1} | reasoning.depth | unknown_parameter | Unknown parameter",
                "'text': {'format': {'type': 'xml'}} | text.format.type | invalid_value | Supported values are",
                "'text': {'format': {'type': 'json_schema', 'name': 'a'}} | text.format.schema | missing_required_parameter | Missing",
                "'text': {'format': {'type': 'json_object'}} | input | null | must contain the word 'json'",
                "'text': {'format': {'type': 'json_schema','name':'a','strict':true,'schema':{'type':'object','properties':{}}}} | text.format.schema | null | 'additionalProperties' is required",
                "'tools': [{'type':'function','function':{'name':'a'}}] | tools[0].function | unknown_parameter | Unknown parameter",
                "'tools': [{'type':'function'}] | tools[0].name | missing_required_parameter | Missing required parameter",
                "'tools': [{'type':'function','name':'a'}], 'tool_choice': {'type':'function','name':'b'} | tool_choice | null | not found in 'tools'",
                "'tool_choice': 'required' | tool_choice | null | must be specified with 'tools'",
                "'metadata': {'a': 1} | metadata.a | invalid_type | expected a string"
            })
    void refusesAParameter(String fields, String param, String code, String message) {
        assertError(post("{'model':'sandbox-1','input':'hello'," + fields + "}"), param, code, message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "null | input | missing_required_parameter | Missing required parameter: 'input'.",
                "[] | input | empty_array | Invalid 'input': empty array",
                "3 | input | invalid_type | expected an array",
                "[{'content':'x'}] | input[0].role | missing_required_parameter | Missing required parameter",
                "[{'role':'tool','content':'x'}] | input[0].role | invalid_value | Invalid value: 'tool'",
                "[{'role':'user','content':[{'type':'text','text':'x'}]}] | input[0].content[0].type | invalid_value | Supported values are: 'input_text' and 'input_image'.",
                "[{'role':'assistant','content':[{'type':'input_text','text':'x'}]}] | input[0].content[0].type | invalid_value | Invalid value: 'input_text'",
                "[{'role':'user','content':[{'type':'input_image','image_url':{'url':'x'}}]}] | input[0].content[0].image_url | invalid_type | expected a string",
                "[{'role':'user','content':'x','name':'y'}] | input[0].name | unknown_parameter | Unknown parameter",
                "[{'type':'function_call_output','call_id':'c','output':'x'}] | input | null | No tool call found for function call output with call_id c.",
                "[{'type':'function_call','call_id':'c','name':'f','arguments':'{}'}] | input | null | No tool output found for function call c.",
                "[{'type':'function_call','name':'f','arguments':'{}'}] | input[0].call_id | missing_required_parameter | Missing"
            })
    void refusesAnInput(String input, String param, String code, String message) {
        assertError(post("{'model':'sandbox-1','input':" + input + "}"), param, code, message);
    }

    @Test
    void wantsAModelAKeyAndAPost() {
        assertError(post("{'input':'hello'}"), "model", "missing_required_parameter", "Missing required parameter");
        assertThat(client.post(PATH, "{}").statusCode()).isEqualTo(401);
        assertThat(client.get(PATH, "Authorization", "Bearer sk-test").statusCode())
                .isEqualTo(405);
    }

    @Test
    void repeatsWhatWasAskedFor() {
        JsonObject response =
                Client.json(post("{'model':'sandbox-1','input':'hi','temperature':0.5,'metadata':{'a':'b'}}"));

        assertThat(response.getJsonNumber("temperature").doubleValue()).isEqualTo(0.5);
        assertThat(response.getJsonObject("metadata").getString("a")).isEqualTo("b");
        assertThat(response.getString("truncation")).isEqualTo("disabled");
    }
}
