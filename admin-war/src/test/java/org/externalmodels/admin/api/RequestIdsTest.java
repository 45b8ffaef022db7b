package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestIdsTest {

    @Test
    void ofOthersAreTakenIfTheyAreHarmless() {
        assertThat(RequestIds.of("abc-1.2_3")).isEqualTo("abc-1.2_3");
        assertThat(RequestIds.of("a b\r\n")).isNotEqualTo("a b\r\n").hasSize(36);
        assertThat(RequestIds.of((String) null)).hasSize(36);
    }
}
