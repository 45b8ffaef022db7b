package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.OptionalLong;
import org.externalmodels.inference.EmbeddingPurpose;
import org.externalmodels.inference.EmbeddingResponse;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Vectors as clients of OpenAI ask for them. */
class EmbeddingsTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void vectorsComeAsNumbersOrBytes() {
        server.models()
                .vectors
                .complete(new EmbeddingResponse(
                        List.of(new float[] {1, 0.5f}),
                        TokenUsage.reported(OptionalLong.of(2), OptionalLong.empty()),
                        "gpt",
                        "main",
                        "trace-1"));

        String numbers =
                server.post("/v1/embeddings", "{'model':'gpt','input':'Hi'}").body();
        String bytes = server.post("/v1/embeddings", "{'model':'gpt','input':['Hi'],'encoding_format':'base64'}")
                .body();

        assertThat(numbers).contains("\"embedding\":[1.0,0.5]").contains("\"prompt_tokens\":2");
        assertThat(bytes).contains("\"embedding\":\"AACAPwAAAD8=\"");
    }

    @Test
    void vectorsAreAskedForWithTheirPurpose() {
        server.models()
                .vectors
                .complete(
                        new EmbeddingResponse(List.of(new float[] {1}), TokenUsage.UNKNOWN, "gpt", "main", "trace-1"));

        server.post("/v1/embeddings", "{'model':'gpt','input':'Hi','input_type':'search_query'}");
        assertThat(server.models().embedded.purpose()).isEqualTo(EmbeddingPurpose.QUERY);
        server.post("/v1/embeddings", "{'model':'gpt','input':'Hi'}");
        assertThat(server.models().embedded.purpose()).isNull();

        HttpResponse<String> refused =
                server.post("/v1/embeddings", "{'model':'gpt','input':'Hi','input_type':'query'}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains("\"param\":\"input_type\"");
    }
}
