package org.externalmodels.admin.console.traces;

import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.time.Instant;
import org.externalmodels.registry.traces.TraceItem;

/** An attempt as the log of traces tells of it, of which tests say what they are about. */
final class Attempt {

    String code;
    Integer providerStatus;
    String finishReason = "STOP";
    Long inputTokens;
    Long outputTokens;
    Long images;
    Long audioMillis;
    BigDecimal cost;
    String currency;
    String priceId;
    Long waitedMillis;
    boolean degraded;

    TraceItem item() {
        return new TraceItem(
                "t1",
                Instant.parse("2026-01-31T12:00:00Z"),
                "gpt",
                "main",
                "failed",
                code,
                250,
                12L,
                "application",
                null,
                inputTokens,
                outputTokens,
                cost,
                currency,
                priceId,
                1,
                null,
                null,
                null,
                null,
                null,
                providerStatus,
                null,
                null,
                null,
                null,
                "PROVIDER",
                finishReason,
                false,
                JsonValue.NULL,
                images,
                audioMillis,
                waitedMillis,
                null,
                null,
                false,
                null,
                null,
                degraded,
                1);
    }
}
