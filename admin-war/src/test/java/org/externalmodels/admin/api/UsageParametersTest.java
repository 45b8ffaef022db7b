package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.billing.BillingQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageParametersTest {

    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @Test
    void everyOtherParameterIsWhatAllCallsMustHave() {
        BillingQuery query = parameters("groupBy", "day", "groupBy", "model", "caller", "ann", "tag.case", "7")
                .billing(NOW);

        assertThat(query.groupBy()).containsExactly("day", "model");
        assertThat(query.where()).isEqualTo(Map.of(Dimension.CALLER, "ann"));
        assertThat(query.whereTag()).isEqualTo(Map.of("case", "7"));
    }

    @ParameterizedTest
    @CsvSource({"model,a,b", "tag.case,7,8", "period,7d,30d", "from,2026-07-01,2026-06-01"})
    void aBillDoesNotLeaveOutWhatIsAskedForTwice(String name, String one, String other) {
        assertThatThrownBy(() -> parameters(name, one, name, other).billing(NOW))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertRefused(refused, name));
    }

    @ParameterizedTest
    @CsvSource({"limit,10", "after,x", "colour,red"})
    void whatWouldBeOverlookedIsRefused(String name, String value) {
        assertThatThrownBy(() -> parameters(name, value))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertRefused(refused, name));
    }

    @ParameterizedTest
    @CsvSource({"caller,ann", "tag.case,7", "workflowInstance,7"})
    void chartsNameTheFilterThatTheyDoNotKnow(String name, String value) {
        assertThatThrownBy(() -> parameters("model", "gpt", name, value).charted())
                .isInstanceOfSatisfying(ApiException.class, refused -> assertRefused(refused, name));
    }

    @Test
    void chartsAreFilteredByModelConnectionAndApplication() {
        assertThat(parameters("model", "gpt", "connection", "main", "application", "claims")
                        .charted()
                        .where())
                .hasSize(3);
    }

    private static void assertRefused(ApiException refused, String name) {
        assertThat(refused.problem().status()).isEqualTo(400);
        assertThat(refused.problem().problems().get(0).field()).isEqualTo(name);
    }

    private static UsageParameters parameters(String... namesAndValues) {
        MultivaluedMap<String, String> query = new AbstractMultivaluedMap<>(new HashMap<>()) {};
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return UsageParameters.of(query);
    }
}
