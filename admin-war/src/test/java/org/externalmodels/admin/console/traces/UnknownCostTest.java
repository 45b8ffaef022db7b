package org.externalmodels.admin.console.traces;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Instant;
import org.externalmodels.registry.traces.TraceItem;
import org.junit.jupiter.api.Test;

class UnknownCostTest {

    private static final Long NONE = null;

    private String code;
    private boolean degraded;

    @Test
    void isThatOfAModelWhichIsNone() {
        code = "MODEL_NOT_FOUND";
        assertThat(why(null, 0L, 0L, 0L, 0L)).isEqualTo("there is no such model, and so no price");
    }

    @Test
    void isThatOfAModelWithoutAPrice() {
        assertThat(why(null, 12L, 34L, 0L, 0L)).isEqualTo("no price of the model held when it began");
        assertThat(why(null, NONE, NONE, NONE, NONE)).isEqualTo("no price of the model held when it began");
    }

    @Test
    void isThatOfNumbersThatWereNotStored() {
        degraded = true;
        assertThat(why(null, NONE, NONE, NONE, NONE)).isEqualTo("what it used could not be stored");
        assertThat(why(null, 12L, 34L, 0L, 0L)).isEqualTo("no price of the model held when it began");
    }

    @Test
    void isThatOfNumbersThatWereNotReported() {
        assertThat(why("p", NONE, NONE, 0L, 0L)).isEqualTo("a price held, but no usage was reported");
        assertThat(why("p", 12L, NONE, 0L, 0L))
                .isEqualTo("a price held, but it was not reported how many tokens out there were");
        assertThat(why("p", NONE, 34L, NONE, 0L))
                .isEqualTo("a price held, but it was not reported how many tokens in or images there were");
        assertThat(why("p", 12L, 34L, 0L, NONE))
                .isEqualTo("a price held, but it was not reported how many minutes of audio there were");
    }

    @Test
    void isThatOfAPriceForAnswersWithoutOne() {
        assertThat(why("p", 12L, 34L, 0L, 0L)).contains("charges for an attempt without an answer");
    }

    private String why(String priceId, Long inputTokens, Long outputTokens, Long images, Long audioMillis) {
        return UnknownCost.why(new TraceItem(
                "t1",
                Instant.parse("2026-01-31T12:00:00Z"),
                "gpt",
                "main",
                "failed",
                code,
                250,
                null,
                "application",
                null,
                inputTokens,
                outputTokens,
                null,
                null,
                priceId,
                1,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "PROVIDER",
                "STOP",
                false,
                JsonValue.NULL,
                images,
                audioMillis,
                null,
                null,
                null,
                false,
                null,
                null,
                degraded,
                1));
    }
}
