package org.externalmodels.admin.download;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.billing.Bill;
import org.externalmodels.registry.billing.BillingLine;
import org.junit.jupiter.api.Test;

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

    private static String[] csv(Bill bill) throws IOException {
        return BillCsv.of(List.of("model"), bill).split("\r\n");
    }
}
