package org.externalmodels.admin.console.traces;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SaidJsonTest {

    @Test
    void hasALineForEachMember() {
        assertThat(SaidJson.laidOut("{\"a\":1,\"b\":[\"<b>\"]}").lines().map(String::strip))
                .contains("\"a\": 1,", "\"<b>\"");
    }

    @Test
    void leavesOtherTextAsItIs() {
        assertThat(SaidJson.laidOut("{not json")).isEqualTo("{not json");
        assertThat(SaidJson.laidOut("plain")).isEqualTo("plain");
    }
}
