package org.externalmodels.admin.console.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.ProbeResult.Received;
import org.externalmodels.inference.spi.ProbeResult.Sent;
import org.junit.jupiter.api.Test;

class TestResultTest {

    private static TestResult failed(String receivedBody) {
        return TestResult.of(new ProbeResult(
                new Sent("POST", URI.create("https://a.example/v1"), Map.of("b", "2", "a", "1"), "{\"x\":1}"),
                Optional.of(new Received(502, Map.of(), receivedBody)),
                Duration.ofMillis(1_234),
                Optional.empty(),
                Optional.of(new InferenceException(FailureCode.PROVIDER_ERROR, "502 from a"))));
    }

    @Test
    void showsWhatWasSentInAFixedOrder() {
        TestResult result = failed("");
        assertThat(result.sent()).isEqualTo("POST https://a.example/v1\na: 1\nb: 2");
        assertThat(result.sentBody()).contains("\"x\"").contains("\n");
        assertThat(result.status()).isEqualTo(502);
        assertThat(result.millis()).isEqualTo(1_234);
    }

    @Test
    void leavesAnAnswerThatIsNotJsonAsItIs() {
        assertThat(failed("<html>Bad gateway</html>").receivedBody()).isEqualTo("<html>Bad gateway</html>");
        assertThat(failed("{\"cut\": \"of").receivedBody()).isEqualTo("{\"cut\": \"of");
    }

    @Test
    void namesTheFailure() {
        TestResult result = failed("");
        assertThat(result.failed()).isTrue();
        assertThat(result.code()).isEqualTo("PROVIDER_ERROR");
        assertThat(result.output()).isNull();
        assertThat(result.inputTokens()).isNull();
    }

    @Test
    void tellsWhatIsMendedInTheSettingsOfAConnection() {
        assertThat(failed("").ofConnection()).isFalse();
        assertThat(TestResult.of(new InferenceException(FailureCode.NO_ACTIVE_CONNECTION, "none is on"))
                        .ofConnection())
                .isTrue();
    }

    @Test
    void ofACallThatWasNeverSentHasNeitherStatusNorTime() {
        TestResult result = TestResult.of(new InferenceException(FailureCode.MISSING_VARIABLE, "prompt is missing"));
        assertThat(result.code()).isEqualTo("MISSING_VARIABLE");
        assertThat(result.sent()).isEmpty();
        assertThat(result.status()).isNull();
        assertThat(result.millis()).isNull();
    }
}
