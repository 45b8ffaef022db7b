package org.externalmodels.admin.console.traces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceFilter.Match;
import org.junit.jupiter.api.Test;

class TraceQueryTest {

    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @Test
    void ofAnEmptyAddressIsEveryTraceOfTheLastDay() {
        TraceQuery query = of("model", " ", "status", "");
        TraceFilter filter = filter(query);
        assertThat(filter.conditions()).isEmpty();
        assertThat(filter.from()).contains(Instant.parse("2026-07-01T12:00:00Z"));
        assertThat(query.narrowed()).isFalse();
    }

    @Test
    void asksWhatTheManagementApiAsks() {
        TraceQuery query = of("model", "gpt", "millis.gte", "1000", "match", "any", "tag.case", "7");
        assertThat(filter(query).match()).isEqualTo(Match.ANY);
        assertThat(filter(query).conditions())
                .containsExactly(
                        TraceCondition.parse("model", "gpt"),
                        TraceCondition.parse("millis.gte", "1000"),
                        TraceCondition.parse("tag.case", "7"));
    }

    @Test
    void takesEveryStatusButCompleteForAFailure() {
        assertThat(filter(of("status", "failures")).conditions())
                .containsExactly(TraceCondition.parse("status.ne", "complete"));
    }

    @Test
    void asksForTheLastAttemptOfEachCallAmongMoreFilters() {
        TraceQuery query = of("lastAttempt", "true");
        assertThat(filter(query).conditions()).containsExactly(TraceCondition.parse("lastAttempt", "true"));
        assertThat(query.unfolded()).isTrue();
        assertThat(query.others()).isEmpty();
    }

    @Test
    void looksForACallAtAnyTime() {
        assertThat(filter(of("id", "01a2")).from()).isEmpty();
    }

    @Test
    void overlooksWhatNoTraceHas() {
        assertThat(of("jfwid", "x", "after", "y").narrowed()).isFalse();
    }

    @Test
    void refusesAValueThatAFieldCannotHave() {
        assertThatThrownBy(() -> filter(of("millis.gte", "soon")))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.problems().get(0).field()).isEqualTo("millis.gte"));
    }

    @Test
    void keepsItsFilterOnTheWayToOlderTraces() {
        TraceQuery query = of("model", "a b", "match", "any", "period", "7d");
        assertThat(query.after("2026-07-01T12:00:00Z_5"))
                .isEqualTo("?model=a+b&match=any&period=7d&after=2026-07-01T12%3A00%3A00Z_5");
        assertThat(query.address()).isEqualTo("?model=a+b&match=any&period=7d");
    }

    @Test
    void namesConditionsWithoutAFieldAndDropsThem() {
        TraceQuery query = of("model", "gpt", "cost.unknown", "true");
        assertThat(query.others()).containsExactly(Map.entry("cost.unknown", "true"));
        assertThat(query.without("cost.unknown")).isEqualTo("?model=gpt&period=24h");
    }

    @Test
    void readsEveryTraceForAPartOfAnIdAtAnyTime() {
        assertThat(of("id.contains", "7f", "period", "all").endless()).isTrue();
        assertThat(of("id.contains", "7f").endless()).isFalse();
        assertThat(of("id", "7f", "period", "all").endless()).isFalse();
    }

    private static TraceFilter filter(TraceQuery query) {
        return query.filter(ZoneOffset.UTC, NOW);
    }

    private static TraceQuery of(String... address) {
        Map<String, String[]> parameters = new LinkedHashMap<>();
        for (int i = 0; i < address.length; i += 2) {
            parameters.put(address[i], new String[] {address[i + 1]});
        }
        return TraceQuery.of(parameters);
    }
}
