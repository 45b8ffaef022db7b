package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

final class ChatToolsTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final String TOOLS = """
            "tools": [
              {"type": "function", "function": {"name": "weather", "parameters": {"type": "object",
                "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 3}}}}},
              {"type": "function", "function": {"name": "clock"}}]""";
    private final Client client = new Client(SANDBOX);

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private JsonObject choice(String prompt, String... more) {
        var fields = new String[more.length + 1];
        fields[0] = TOOLS;
        System.arraycopy(more, 0, fields, 1, more.length);
        return Client.json(client.chat(Client.user(prompt, fields)))
                .getJsonArray("choices")
                .getJsonObject(0);
    }

    private static JsonArray calls(JsonObject choice) {
        return choice.getJsonObject("message").getJsonArray("tool_calls");
    }

    private static JsonObject function(JsonObject choice, int at) {
        return calls(choice).getJsonObject(at).getJsonObject("function");
    }

    @Test
    void areCalledWhenThePromptSaysSo() {
        JsonObject choice = choice("call weather {\"city\": \"Bern\"}");

        assertThat(choice.getString("finish_reason")).isEqualTo("tool_calls");
        assertThat(choice.getJsonObject("message").isNull("content")).isTrue();
        assertThat(function(choice, 0).getString("name")).isEqualTo("weather");
        assertThat(function(choice, 0).getString("arguments")).isEqualTo("{\"city\":\"Bern\"}");
    }

    @Test
    void thatAreNamedAreCalledAndTheModelHasJustStopped() {
        String named = "\"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"weather\"}}";

        assertThat(calls(choice("hello", named))).hasSize(1);
        assertThat(choice("hello", named).getString("finish_reason")).isEqualTo("stop");
        assertThat(client.chat(Client.user("hello", TOOLS, named, "\"stream\": true"))
                        .body())
                .contains("\"finish_reason\":\"stop\"");
    }

    @Test
    void areCalledInParallelUnlessForbidden() {
        String prompt = "please\ncall weather {\"city\": \"Bern\"}\ncall clock {}\ncall weather {\"city\": \"Rome\"}";

        JsonObject parallel = choice(prompt);

        assertThat(calls(parallel)).hasSize(3);
        assertThat(calls(parallel).getJsonObject(0).getString("id"))
                .isNotEqualTo(calls(parallel).getJsonObject(1).getString("id"));
        assertThat(function(parallel, 2).getString("arguments")).isEqualTo("{\"city\":\"Rome\"}");
        assertThat(calls(choice(prompt, "\"parallel_tool_calls\": false"))).hasSize(1);
    }

    @Test
    void areNotCalledForAnOrdinaryPromptOrAnUnknownName() {
        assertThat(choice("what is the weather").getString("finish_reason")).isEqualTo("stop");
        assertThat(choice("call nobody {}").getJsonObject("message").getString("content"))
                .isEqualTo("echo: call nobody {}");
    }

    @Test
    void areCalledWithArgumentsMadeFromTheSchemaWhenTheChoiceDemandsIt() {
        JsonObject named =
                choice("Bern", "\"tool_choice\": {\"type\": \"function\", \"function\": {\"name\": \"weather\"}}");

        assertThat(function(named, 0).getString("arguments")).isEqualTo("{\"city\":\"Bern\",\"days\":3}");
        assertThat(function(choice("Bern", "\"tool_choice\": \"required\""), 0).getString("name"))
                .isEqualTo("weather");
    }

    @Test
    void areNotCalledWhenTheChoiceIsNone() {
        assertThat(choice("call clock", "\"tool_choice\": \"none\"").getString("finish_reason"))
                .isEqualTo("stop");
    }

    @Test
    void endWithAnAnswerThatEchoesTheirResults() {
        var answer = Client.json(client.chat("""
                        {"model": "sandbox-1", %s, "messages": [
                          {"role": "user", "content": "call clock"},
                          {"role": "assistant", "content": null, "tool_calls": [
                            {"id": "c1", "type": "function", "function": {"name": "clock", "arguments": "{}"}},
                            {"id": "c2", "type": "function", "function": {"name": "clock", "arguments": "{}"}}]},
                          {"role": "tool", "tool_call_id": "c1", "content": "noon"},
                          {"role": "tool", "tool_call_id": "c2", "content": "in Bern"}]}
                        """.formatted(TOOLS)));

        assertThat(answer.getJsonArray("choices")
                        .getJsonObject(0)
                        .getJsonObject("message")
                        .getString("content"))
                .isEqualTo("echo: noon in Bern");
    }
}
