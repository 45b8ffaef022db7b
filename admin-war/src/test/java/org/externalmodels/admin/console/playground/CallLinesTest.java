package org.externalmodels.admin.console.playground;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.TokenUsage;
import org.junit.jupiter.api.Test;

class CallLinesTest {

    @Test
    void tellsAnImageThatIsHereFromOneThatIsElsewhere() {
        JsonArray images = CallLines.done(
                        drawn(
                                Media.of("image/jpeg", new byte[] {1, 2, 3}),
                                Media.at(URI.create("https://cdn.example/a.png"))),
                        PlaygroundCall.Form.TEXT,
                        5,
                        0)
                .build()
                .getJsonArray("images");

        assertThat(images)
                .hasToString("[{\"data\":\"data:image/jpeg;base64,AQID\"},{\"uri\":\"https://cdn.example/a.png\"}]");
    }

    @Test
    void tellAFailureThatTheSettingsOfItsConnectionMayMend() {
        JsonObject line = CallLines.failure(
                        InferenceException.of(FailureCode.PROVIDER_ERROR, "404: nothing here")
                                .modelName("claims")
                                .connectionName("main")
                                .providerStatus(404)
                                .build(),
                        5)
                .build();

        assertThat(line.getString("model")).isEqualTo("claims");
        assertThat(line.getString("connection")).isEqualTo("main");
        assertThat(line.getBoolean("ofConnection")).isTrue();
    }

    private static InferenceResponse drawn(Media... images) {
        return new InferenceResponse(
                "",
                Optional.empty(),
                List.of(),
                List.of(images),
                FinishReason.STOP,
                InferenceResponse.Structure.NONE,
                TokenUsage.UNKNOWN,
                "draws",
                "main",
                Optional.empty(),
                "trace-1");
    }
}
