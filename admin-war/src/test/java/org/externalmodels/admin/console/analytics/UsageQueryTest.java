package org.externalmodels.admin.console.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.externalmodels.admin.console.Period;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageQueryTest {

    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0026-11-01T00:00, , period", "2026-07-01T00:00, 9999-01-01T00:00, period", "2026-07-03T00:00, , from"})
    void isNoTimeThatCannotBeDrawn(String from, String to, String field) {
        UsageQuery query = query(Period.of("custom", from, to, "24h"));
        assertThatThrownBy(() -> query.time(ZoneOffset.UTC, NOW))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.problems().get(0).field()).isEqualTo(field));
    }

    @Test
    void isAYearWithoutABeginning() {
        UsageQuery.Time time = query(Period.of("all", null, null, "24h")).time(ZoneOffset.UTC, NOW);
        assertThat(time.to()).isEqualTo(NOW);
        assertThat(Duration.between(time.from(), time.to())).isEqualTo(Duration.ofDays(365));
    }

    @Test
    void isTheSameForAllPartsOfAPage() {
        UsageQuery query =
                UsageQuery.of("a & b", "main", "connection", Period.of("custom", "2026-07-01T00:00", null, "24h"));
        assertThat(query.address())
                .isEqualTo("?model=a+%26+b&connection=main&by=connection&period=custom&from=2026-07-01T00%3A00");
        assertThat(query(Period.of(null, null, null, "24h")).address()).isEqualTo("?period=24h");
    }

    @Test
    void leavesOutTracesThatAskedForItsNameWhenNothingHadIt() {
        UsageQuery query = UsageQuery.of("gpt", "main", null, Period.of(null, null, null, "24h"));
        String names = "?model=gpt&model.unknown=false&connection=main&connection.unknown=false&";
        assertThat(query.traces(NOW, NOW.plusSeconds(60), new Wording())).startsWith(names + "period=custom");
    }

    private static UsageQuery query(Period period) {
        return UsageQuery.of(null, null, null, period);
    }
}
