package org.externalmodels.sandbox.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallTest {

    @Test
    void findsAParameterOfTheQueryDecoded() {
        Call call = call("alt=sse&api-version=2024-10%2D21&key=");

        assertThat(call.query("alt")).contains("sse");
        assertThat(call.query("api-version")).contains("2024-10-21");
        assertThat(call.query("key")).contains("");
        assertThat(call.query("version")).isEmpty();
    }

    @Test
    void takesTheFirstOfSeveralValues() {
        assertThat(call("a=1&a=2").query("a")).contains("1");
    }

    @Test
    void hasNoParametersWithoutAQuery() {
        assertThat(call("").query("key")).isEmpty();
    }

    @Test
    void leavesWhatIsNotEncodedRightly() {
        assertThat(call("a=%zz").query("a")).contains("%zz");
    }

    private static Call call(String query) {
        return new Call("GET", "/v1/models", query, Map.of(), new byte[0]);
    }
}
