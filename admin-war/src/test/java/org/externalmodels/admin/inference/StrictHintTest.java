package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clients say of how tools are held to their schemas goes on, in whose words it was said. */
class StrictHintTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /v1/chat/completions | strict_functions | 'messages':[{'role':'user','content':'x'}],'tools':[{'type':'function','function':{'name':'f','strict':true}},{'type':'function','function':{'name':'g','strict':false}},{'type':'function','function':{'name':'h'}}]
            /v1/responses | strict_functions | 'input':'x','tools':[{'type':'function','name':'f','strict':true},{'type':'function','name':'g','strict':false},{'type':'function','name':'h'}]
            /v1/messages | strict_tools | 'max_tokens':9,'messages':[{'role':'user','content':'x'}],'tools':[{'name':'f','strict':true},{'name':'g','strict':false},{'name':'h'}]
            """)
    void areHintsByName(String path, String hint, String members) {
        server.models().answer.complete(answer("Hello"));

        HttpResponse<String> response = server.post(path, "{'model':'gpt'," + members + "}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(server.models().asked.parameters().hints()).containsEntry(hint, Map.of("f", true, "g", false));
    }

    @Test
    void areNoneWhereNothingIsSaid() {
        server.models().answer.complete(answer("Hello"));

        server.post("/v1/responses", "{'model':'gpt','input':'x','tools':[{'type':'function','name':'f'}]}");

        assertThat(server.models().asked.parameters().hints()).isEmpty();
    }
}
