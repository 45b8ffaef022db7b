package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.core.AbstractMultivaluedMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.time.Instant;
import java.util.HashMap;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceFilter.Match;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TraceParametersTest {

    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @Test
    void everyOtherParameterIsACondition() {
        TraceFilter filter = filter("limit", "5", "after", "x", "match", "any", "model", "gpt", "millis.gte", "20");

        assertThat(filter.match()).isEqualTo(Match.ANY);
        assertThat(filter.conditions())
                .containsExactlyInAnyOrder(
                        TraceCondition.parse("model", "gpt"), TraceCondition.parse("millis.gte", "20"));
    }

    @Test
    void aPresetEndsNow() {
        assertThat(filter("period", "7d").from()).contains(Instant.parse("2026-06-25T12:00:00Z"));
        assertThat(filter("period", "7d").to()).isEmpty();
    }

    @Test
    void aCustomRangeHasItsOwnEnds() {
        TraceFilter filter = filter("from", "2026-07-01T00:00:00+02:00", "to", "2026-07-02T00:00:00Z");
        assertThat(filter.from()).contains(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(filter.to()).contains(Instant.parse("2026-07-02T00:00:00Z"));
    }

    @Test
    void aDayBeginsInUtc() {
        TraceFilter filter = filter("from", "2026-07-01", "to", "2026-07-02");

        assertThat(filter.from()).contains(Instant.parse("2026-07-01T00:00:00Z"));
        assertThat(filter.to()).contains(Instant.parse("2026-07-02T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({"2026-07-02,2026-07-01", "2026-07-01,2026-07-01"})
    void aRangeEndsAfterItBegins(String from, String to) {
        assertThatThrownBy(() -> filter("from", from, "to", to)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().problems().get(0).field()).isEqualTo("to");
        });
    }

    @ParameterizedTest
    @CsvSource({"modle,gpt", "model.gte,gpt", "millis,many", "match,some", "period,9d", "from,yesterday", "limt,3"})
    void whatIsNoneIsRefused(String name, String value) {
        assertThatThrownBy(() -> filter(name, value)).isInstanceOfSatisfying(ApiException.class, refused -> {
            assertThat(refused.problem().status()).isEqualTo(400);
            assertThat(refused.problem().problems().get(0).field()).isEqualTo(name);
        });
    }

    @Test
    void aPresetAndACustomRangeExcludeEachOther() {
        assertThatThrownBy(() -> filter("period", "24h", "from", "2026-07-01T00:00:00Z"))
                .isInstanceOf(ApiException.class);
    }

    @ParameterizedTest
    @CsvSource({"match,all", "period,7d", "from,2026-07-01", "to,2026-07-01", "limit,5", "after,x"})
    void whatHasOneValueIsGivenOnce(String name, String value) {
        assertThatThrownBy(() -> filter(name, value, name, value))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused -> assertThat(
                                        refused.problem().problems().get(0).field())
                                .isEqualTo(name));
    }

    @Test
    void aFieldMayHaveSeveralConditions() {
        assertThat(filter("tag.case", "7", "tag.case", "8").conditions()).hasSize(2);
    }

    private static TraceFilter filter(String... namesAndValues) {
        MultivaluedMap<String, String> query = new AbstractMultivaluedMap<>(new HashMap<>()) {};
        for (int i = 0; i < namesAndValues.length; i += 2) {
            query.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return TraceParameters.filter(query, NOW);
    }
}
