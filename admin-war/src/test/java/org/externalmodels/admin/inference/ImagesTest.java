package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Images as clients of OpenAI ask for them. */
class ImagesTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void imagesComeByTheirBytes() {
        InferenceResponse said = answer("");
        server.models()
                .answer
                .complete(new InferenceResponse(
                        "",
                        Optional.empty(),
                        List.of(),
                        List.of(Media.of("image/png", new byte[] {1, 2, 3})),
                        FinishReason.STOP,
                        said.structure(),
                        said.usage(),
                        "gpt",
                        "main",
                        Optional.empty(),
                        "trace-1"));

        HttpResponse<String> response = server.post(
                "/v1/images/generations",
                "{'model': 'gpt', 'prompt': 'a house', 'size': '1024x1024', 'n': 2, 'response_format': 'b64_json'}");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        JsonObject json = FrontDoorServer.json(response);
        assertThat(json.getJsonArray("data").getJsonObject(0).getString("b64_json"))
                .isEqualTo("AQID");
        assertThat(json.getJsonObject("usage").getInt("total_tokens")).isEqualTo(7);
        assertThat(server.models().asked.parameters().extras())
                .containsEntry("size", "1024x1024")
                .containsKey("n");
        assertThat(server.models().asked.output()).hasValue(InferenceRequest.Output.IMAGES);
    }

    @Test
    void anAnswerWithoutAnImageIsAFailure() {
        server.models().answer.complete(answer("I cannot draw"));

        HttpResponse<String> response = server.post("/v1/images/generations", "{'model': 'gpt', 'prompt': 'a house'}");

        assertThat(response.statusCode()).isEqualTo(502);
    }

    @ParameterizedTest
    @CsvSource({
        "'response_format': 'url', 400, unsupported_parameter",
        "'stream': true, 400, unsupported_parameter",
        "'n': 11, 400, invalid_value",
        "'colour': 'red', 400, unknown_parameter",
    })
    void whatImagesCannotHaveIsRefused(String member, int status, String code) {
        HttpResponse<String> response =
                server.post("/v1/images/generations", "{'model': 'gpt', 'prompt': 'a house', " + member + "}");

        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains(code);
    }
}
