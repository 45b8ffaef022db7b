package org.externalmodels.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RetentionAgesTest {

    private final RetentionAges ages = new RetentionAges(30, 400, 400, null);

    @Test
    void areShorterWhereTheNumberIsSmallerOrThereWasNone() {
        assertThat(new RetentionAges(29, 400, 401, 4).shorterThan(ages)).isEqualTo(Map.of("bodies", 29, "days", 4));
    }

    @Test
    void areNotShorterWhereTheyAreTheSameLongerOrForEver() {
        assertThat(ages.shorterThan(ages)).isEmpty();
        assertThat(new RetentionAges(null, 401, null, null).shorterThan(ages)).isEmpty();
    }
}
