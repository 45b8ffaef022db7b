package org.externalmodels.admin.console.traces;

import static org.assertj.core.api.Assertions.assertThat;

import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceItem;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceWordingTest {

    private final TraceWording wording = new TraceWording(new Wording());

    @ParameterizedTest
    @CsvSource({
        "usage.unknown, true, Tokens in or out is unknown",
        "firstChunkMillis.gt, 5, Time to first chunk in ms > 5",
        "workflowInstance.starts, claim, Workflow instance begins with claim",
        "model.unknown, true, no such model",
        "connection.unknown, false, registered connections only",
        "tag.case, 17, Tag case is 17"
    })
    void saysAFilterInTheWordsOfThePage(String name, String value, String words) {
        TraceCondition.parse(name, value);
        assertThat(wording.condition(name, value)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "AUTHENTICATION_FAILED, 401, true",
        "PROVIDER_UNREACHABLE, , true",
        "INVALID_RESPONSE, 200, true",
        "CONNECTION_NOT_ACTIVE, , true",
        "PROVIDER_ERROR, 404, true",
        "PROVIDER_ERROR, 500, false",
        "RATE_LIMITED, 429, false",
        "MODEL_NOT_ACTIVE, , false",
        "A_CODE_OF_ANOTHER_VERSION, 404, false",
        ", , false"
    })
    void leadsToTheConnectionFromFailuresThatItsSettingsMayMend(String code, Integer status, boolean leads) {
        assertThat(wording.ofConnection(code, status)).isEqualTo(leads);
    }

    @ParameterizedTest
    @CsvSource({"200, 12 ms", "404, –", "500, –", ", 12 ms"})
    void aRefusalIsNoFirstPieceOfAnAnswer(Integer providerStatus, String shown) {
        assertThat(wording.firstChunk(item(providerStatus, "STOP"))).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"STOP, STOP", "UNKNOWN, –", ", –"})
    void showsAFinishReasonThatIsKnown(String reason, String shown) {
        assertThat(wording.finishReason(item(200, reason))).isEqualTo(shown);
    }

    private static TraceItem item(Integer providerStatus, String finishReason) {
        Attempt attempt = new Attempt();
        attempt.providerStatus = providerStatus;
        attempt.finishReason = finishReason;
        return attempt.item();
    }
}
