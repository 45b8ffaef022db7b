package org.externalmodels.admin.console.traces;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnknownCostTest {

    private static final Long NONE = null;

    private final Attempt attempt = new Attempt();

    @Test
    void isThatOfAModelWhichIsNone() {
        attempt.code = "MODEL_NOT_FOUND";
        assertThat(why(null, 0L, 0L, 0L, 0L)).isEqualTo("there is no such model, and so no price");
    }

    @Test
    void isThatOfAModelWithoutAPrice() {
        assertThat(why(null, 12L, 34L, 0L, 0L)).isEqualTo("no price of the model held when it began");
        assertThat(why(null, NONE, NONE, NONE, NONE)).isEqualTo("no price of the model held when it began");
    }

    @Test
    void isThatOfNumbersThatWereNotStored() {
        attempt.degraded = true;
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
        attempt.priceId = priceId;
        attempt.inputTokens = inputTokens;
        attempt.outputTokens = outputTokens;
        attempt.images = images;
        attempt.audioMillis = audioMillis;
        return UnknownCost.why(attempt.item());
    }
}
