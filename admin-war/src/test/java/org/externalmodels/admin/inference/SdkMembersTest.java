package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import java.lang.reflect.Method;
import java.net.http.HttpRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.TokenCount;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the providers' own clients can send is known here: it is carried, left out as a hint, or refused as what it is. */
class SdkMembersTest {

    private static final String CHAT = "{'model':'gpt','messages':[{'role':'user','content':'Hi'}]";
    private static final String RESPONSE = "{'model':'gpt','input':'Hi'";
    private static final String MESSAGE = "{'model':'gpt','max_tokens':10,'messages':[{'role':'user','content':'Hi'}]";
    private static final String COUNT = "{'model':'gpt','messages':[{'role':'user','content':'Hi'}]";

    /** What all classes of the clients have. */
    private static final Set<String> NO_MEMBERS = Set.of("_allProperties", "_additionalProperties");

    /** Those that may come more than once, whose names have brackets then. */
    private static final Set<String> SEVERAL = Set.of(
            "include",
            "timestamp_granularities",
            "languages",
            "keywords",
            "known_speaker_names",
            "known_speaker_references");

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of(
                        "com.openai.models.chat.completions.ChatCompletionCreateParams$Body",
                        "/v1/chat/completions",
                        CHAT + ",<>}"),
                Arguments.of(
                        "com.openai.models.chat.completions.ChatCompletionStreamOptions",
                        "/v1/chat/completions",
                        CHAT + ",'stream':false,'stream_options':{<>}}"),
                Arguments.of(
                        "com.openai.models.chat.completions.ChatCompletionUserMessageParam",
                        "/v1/chat/completions",
                        "{'model':'gpt','messages':[{'role':'user','content':'Hi',<>}]}"),
                Arguments.of(
                        "com.openai.models.chat.completions.ChatCompletionContentPartText",
                        "/v1/chat/completions",
                        "{'model':'gpt','messages':[{'role':'user','content':[{'type':'text','text':'Hi',<>}]}]}"),
                Arguments.of(
                        "com.openai.models.FunctionDefinition",
                        "/v1/chat/completions",
                        CHAT + ",'tools':[{'type':'function','function':{'name':'f',<>}}]}"),
                Arguments.of(
                        "com.openai.models.responses.ResponseCreateParams$Body", "/v1/responses", RESPONSE + ",<>}"),
                Arguments.of("com.openai.models.Reasoning", "/v1/responses", RESPONSE + ",'reasoning':{<>}}"),
                Arguments.of(
                        "com.openai.models.responses.ResponseTextConfig", "/v1/responses", RESPONSE + ",'text':{<>}}"),
                Arguments.of(
                        "com.openai.models.responses.FunctionTool",
                        "/v1/responses",
                        RESPONSE + ",'tools':[{'type':'function','name':'f','parameters':{},<>}]}"),
                Arguments.of(
                        "com.openai.models.responses.ResponseInputText",
                        "/v1/responses",
                        "{'model':'gpt','input':[{'role':'user','content':[{'type':'input_text','text':'Hi',<>}]}]}"),
                Arguments.of(
                        "com.openai.models.embeddings.EmbeddingCreateParams$Body",
                        "/v1/embeddings",
                        "{'model':'gpt','input':'Hi',<>}"),
                Arguments.of(
                        "com.openai.models.images.ImageGenerateParams$Body",
                        "/v1/images/generations",
                        "{'model':'gpt','prompt':'Hi',<>}"),
                Arguments.of(
                        "com.anthropic.models.messages.MessageCreateParams$Body", "/v1/messages", MESSAGE + ",<>}"),
                Arguments.of(
                        "com.anthropic.models.messages.Tool",
                        "/v1/messages",
                        MESSAGE + ",'tools':[{'name':'f','input_schema':{'type':'object'},<>}]}"),
                Arguments.of(
                        "com.anthropic.models.messages.OutputConfig",
                        "/v1/messages",
                        MESSAGE + ",'output_config':{<>}}"),
                Arguments.of(
                        "com.anthropic.models.messages.ThinkingConfigEnabled",
                        "/v1/messages",
                        MESSAGE + ",'thinking':{'type':'enabled','budget_tokens':2000,<>}}"),
                Arguments.of(
                        "com.anthropic.models.messages.TextBlockParam",
                        "/v1/messages",
                        "{'model':'gpt','max_tokens':10,"
                                + "'messages':[{'role':'user','content':[{'type':'text','text':'Hi',<>}]}]}"),
                Arguments.of(
                        "com.anthropic.models.messages.CacheControlEphemeral",
                        "/v1/messages",
                        MESSAGE + ",'system':[{'type':'text','text':'Hi','cache_control':{'type':'ephemeral',<>}}]}"),
                Arguments.of(
                        "com.anthropic.models.messages.MessageCountTokensParams$Body",
                        "/v1/messages/count_tokens",
                        COUNT + ",<>}"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void noMemberIsUnknown(String type, String path, String request) throws ClassNotFoundException {
        server.models().answer.complete(answer("Hello"));
        server.models()
                .vectors
                .complete(
                        new EmbeddingResponse(List.of(new float[] {1}), TokenUsage.UNKNOWN, "gpt", "main", "trace-1"));
        server.models().count.complete(new TokenCount(17, "gpt", "main"));
        List<String> members = members(type);

        assertThat(members).isNotEmpty().allSatisfy(member -> {
            if (!request.contains("'" + member + "'")) {
                String asked = request.replace("<>", "'" + member + "':{}");
                assertThat(server.post(path, asked).body()).as(asked).doesNotContain("unknown_parameter");
            }
        });
        assertThat(server.post(path, request.replace("<>", "'colour':{}")).body())
                .contains("unknown_parameter");
    }

    @Test
    void noFieldOfATranscriptionIsUnknown() throws ClassNotFoundException {
        List<String> fields = members("com.openai.models.audio.transcriptions.TranscriptionCreateParams$Body");

        assertThat(fields).isNotEmpty().allSatisfy(field -> {
            for (String name : List.of(field, field + "[]")) {
                boolean several = !name.equals(field);
                if (!several || SEVERAL.contains(field)) {
                    assertThat(transcription(name)).as(name).doesNotContain("unknown_parameter");
                }
            }
        });
    }

    private String transcription(String name) {
        server.models().answer.complete(answer("Hello"));
        String given = "--xx\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n0\r\n";
        String file = "--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\nabc\r\n";
        String model = "--xx\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt\r\n";
        String form = (name.equals("file") ? "" : file) + (name.equals("model") ? "" : model) + given + "--xx--\r\n";
        return server.send(server.request("/v1/audio/transcriptions")
                        .header("Authorization", "Bearer " + FrontDoorServer.KEY)
                        .header("Content-Type", "multipart/form-data; boundary=xx")
                        .POST(HttpRequest.BodyPublishers.ofString(form)))
                .body();
    }

    /** The clients have a method for each, named after it in camel case behind an underscore. */
    private static List<String> members(String type) throws ClassNotFoundException {
        return Arrays.stream(Class.forName(type).getMethods())
                .map(Method::getName)
                .filter(name -> name.startsWith("_") && !NO_MEMBERS.contains(name))
                .map(name -> name.substring(1).replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
    }
}
