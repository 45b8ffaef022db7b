package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.junit.jupiter.api.Test;

/** Marks of where to cache stand where they were set, and only for who knows them. */
class CacheBreakpointsTest {

    private static final Map<String, Object> MARK = Map.of("type", "ephemeral");

    private static final InferenceRequest MARKED = InferenceRequest.builder()
            .system("Be brief.")
            .message(new ChatMessage.UserMessage(List.of(Content.text("a"), Content.text("b"))))
            .message(new ChatMessage.AssistantMessage("c", List.of(new ToolCall("t", "f", "{}"))))
            .message(ChatMessage.tool("t", "d"))
            .tool(new Tool("f", null, "{}"))
            .tool(new Tool("g", null, "{}"))
            .parameters(InferenceParameters.DEFAULTS.withHint(
                    "cache_breakpoints",
                    Map.of(
                            "tools", MARK,
                            "system", new TreeMap<>(Map.of("type", "ephemeral", "ttl", "1h")),
                            "messages.1.0", MARK,
                            "messages.2", MARK,
                            "messages.3", MARK)))
            .build();

    private static String written(ProviderDialect dialect) {
        return dialect.encode(MARKED, Operation.CHAT).shown().replace('"', '\'');
    }

    @Test
    void messagesHaveThemAtTheirBlocks() {
        assertThat(written(new AnthropicMessages("claude-1")))
                .isEqualTo("{'model':'claude-1','max_tokens':4096,'system':[{'type':'text','text':'Be brief.',"
                        + "'cache_control':{'ttl':'1h','type':'ephemeral'}}],'messages':["
                        + "{'role':'user','content':[{'type':'text','text':'a','cache_control':{'type':'ephemeral'}},"
                        + "{'type':'text','text':'b'}]},"
                        + "{'role':'assistant','content':[{'type':'text','text':'c'},"
                        + "{'type':'tool_use','id':'t','name':'f','input':{},'cache_control':{'type':'ephemeral'}}]},"
                        + "{'role':'user','content':[{'type':'tool_result','tool_use_id':'t','content':'d',"
                        + "'cache_control':{'type':'ephemeral'}}]}],"
                        + "'tools':[{'name':'f','input_schema':{}},"
                        + "{'name':'g','input_schema':{},'cache_control':{'type':'ephemeral'}}]}");
    }

    @Test
    void converseHasCachePointsAfterThem() {
        assertThat(written(new BedrockConverse("anthropic.claude-1")))
                .isEqualTo("{'system':[{'text':'Be brief.'},{'cachePoint':{'type':'default','ttl':'1h'}}],"
                        + "'messages':[{'role':'user','content':[{'text':'a'},{'cachePoint':{'type':'default'}},"
                        + "{'text':'b'}]},"
                        + "{'role':'assistant','content':[{'text':'c'},"
                        + "{'toolUse':{'toolUseId':'t','name':'f','input':{}}},{'cachePoint':{'type':'default'}}]},"
                        + "{'role':'user','content':[{'toolResult':{'toolUseId':'t','content':[{'text':'d'}]}},"
                        + "{'cachePoint':{'type':'default'}}]}],"
                        + "'toolConfig':{'tools':[{'toolSpec':{'name':'f','inputSchema':{'json':{}}}},"
                        + "{'toolSpec':{'name':'g','inputSchema':{'json':{}}}},{'cachePoint':{'type':'default'}}]}}");
    }

    @Test
    void otherModelsAreNotTroubledWithThem() {
        assertThat(written(new BedrockConverse("amazon.nova-pro-v1:0"))).doesNotContain("cachePoint");
        assertThat(written(new CohereChat("command"))).doesNotContain("cache");
    }
}
