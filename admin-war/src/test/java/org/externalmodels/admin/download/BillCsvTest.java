package org.externalmodels.admin.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.billing.Bill;
import org.externalmodels.registry.billing.BillingLine;
import org.externalmodels.registry.billing.BillingQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BillCsvTest {

    private static final String HEAD = "model,requests,failures,inputTokens,outputTokens,unknownUsage,cost,currency,"
            + "unknownCost,cachedInputTokens,cacheWriteTokens,reasoningTokens,images,audioMillis,calls,failedCalls,"
            + "completeFrom";

    private static final BillingLine LINE = new BillingLine(Map.of("model", "gpt"), Totals.NONE, null);
    private static final Instant TIME = Instant.parse("2026-01-31T12:00:00Z");

    @Test
    void eachLineSaysFromWhenOnTheBillIsComplete() throws IOException {
        assertThat(csv(new Bill(List.of(LINE), Optional.of(TIME))))
                .containsExactly(HEAD, "gpt,0,0,,,0,,,0,,,,,,0,0,2026-01-31T12:00:00Z");
        assertThat(csv(new Bill(List.of(LINE), Optional.empty()))).containsExactly(HEAD, "gpt,0,0,,,0,,,0,,,,,,0,0,");
    }

    @Test
    void ofABillOfWhichNothingIsLeftNothingIsKnown() throws IOException {
        assertThat(csv(new Bill(List.of(), Optional.of(TIME))))
                .containsExactly(HEAD, ",,,,,,,,,,,,,,,,2026-01-31T12:00:00Z");
        assertThat(csv(new Bill(List.of(), Optional.empty()))).containsExactly(HEAD);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-10-01T00:00:00Z, 2026-11-01T00:00:00Z, UTC, billing-2026-10.csv",
        "2026-09-30T22:00:00Z, 2026-10-31T23:00:00Z, Europe/Berlin, billing-2026-10.csv",
        "2026-10-01T00:00:00Z, 2026-10-15T00:00:00Z, UTC, billing-2026-10-01-to-2026-10-14.csv",
        "2026-10-15T00:00:00Z, 2026-11-15T00:00:00Z, UTC, billing-2026-10-15-to-2026-11-14.csv",
        "2026-11-01T00:00:00Z, 3000-01-01T00:00:00Z, UTC, billing-2026-11-01-to-2026-11-27.csv",
        "2026-11-27T00:00:00Z, 3000-01-01T00:00:00Z, UTC, billing-2026-11-27.csv",
        "1999-01-01T00:00:00Z, 3000-01-01T00:00:00Z, UTC, billing-to-2026-11-27.csv",
        "1999-01-01T00:00:00Z, 2026-11-01T00:00:00Z, UTC, billing-to-2026-10-31.csv",
    })
    void isCalledAfterItsTime(Instant from, Instant to, String zone, String name) {
        BillingQuery query = new BillingQuery(from, to, List.of(), Map.of(), Map.of());

        assertThat(BillCsv.fileName(query, ZoneId.of(zone), Instant.parse("2026-11-27T12:00:00Z")))
                .isEqualTo(name);
    }

    private static String[] csv(Bill bill) throws IOException {
        return BillCsv.of(List.of("model"), bill).split("\r\n");
    }
}
