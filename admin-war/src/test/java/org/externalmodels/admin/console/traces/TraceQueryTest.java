package org.externalmodels.admin.console.traces;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.externalmodels.registry.traces.TraceField;
import org.externalmodels.registry.traces.TraceFilter;
import org.junit.jupiter.api.Test;

class TraceQueryTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @Test
    void ofAnEmptyAddressIsEveryTrace() {
        TraceQuery query = new TraceQuery(null, "", " ", null, null, null);
        assertThat(query.filter(BERLIN, NOW)).isEqualTo(TraceFilter.ALL);
        assertThat(query.narrowed()).isFalse();
    }

    @Test
    void countsAPresetBackFromNow() {
        TraceFilter filter = new TraceQuery(null, null, null, "24h", null, null).filter(BERLIN, NOW);
        assertThat(filter.from()).contains(Instant.parse("2026-07-01T12:00:00Z"));
        assertThat(filter.to()).isEmpty();
    }

    @Test
    void readsACustomRangeInTheZoneOfTheServer() {
        TraceFilter filter = new TraceQuery(null, null, null, "custom", "2026-07-01T00:00", "2026-07-01T08:30:30")
                .filter(BERLIN, NOW);
        assertThat(filter.from()).contains(Instant.parse("2026-06-30T22:00:00Z"));
        assertThat(filter.to()).contains(Instant.parse("2026-07-01T06:30:30Z"));
    }

    @Test
    void overlooksTimesWithoutMeaning() {
        TraceFilter filter = new TraceQuery(null, null, null, "custom", "yesterday", null).filter(BERLIN, NOW);
        assertThat(filter.from()).isEmpty();
    }

    @Test
    void filtersByModelConnectionAndStatus() {
        TraceFilter filter = new TraceQuery("gpt", "main", "failed", null, null, null).filter(BERLIN, NOW);
        assertThat(filter)
                .isEqualTo(TraceFilter.ALL
                        .with(TraceField.MODEL, "gpt")
                        .with(TraceField.CONNECTION, "main")
                        .with(TraceField.STATUS, "failed"));
    }

    @Test
    void keepsItsFilterOnTheWayToOlderTraces() {
        TraceQuery query = new TraceQuery("a b", null, "failed", "7d", null, null);
        assertThat(query.after("2026-07-01T12:00:00Z_5"))
                .isEqualTo("?model=a+b&status=failed&range=7d&after=2026-07-01T12%3A00%3A00Z_5");
        assertThat(query.after(null)).isEqualTo("?model=a+b&status=failed&range=7d");
    }
}
