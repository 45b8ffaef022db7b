package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WaitingActivityTest {

    @Test
    void isToldByItsCorrelationId() {
        WaitingActivity activity = new WaitingActivity("operaton", "a/b%2F", "7", "extract:8");

        assertThat(activity.correlationId()).isEqualTo("operaton/a%2Fb%252F/7/extract:8");
        assertThat(WaitingActivity.of(activity.correlationId())).contains(activity);
    }

    @Test
    void isNotToldByOtherCorrelationIds() {
        assertThat(WaitingActivity.of("claim-7")).isEmpty();
        assertThat(WaitingActivity.of("a/b/c/d/e")).isEmpty();
    }
}
