package org.externalmodels.admin.console.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.externalmodels.admin.console.billing.PriceLine.State;
import org.externalmodels.registry.billing.PriceItem;
import org.junit.jupiter.api.Test;

class ListPricesTest {

    private static final Instant NOW = Instant.parse("2026-07-02T12:00:00Z");

    @Test
    void tellsWhichPriceHoldsNow() {
        List<PriceItem> prices = List.of(price(null, 5), price(null, -10), price(null, -20), price("spare", -30));
        List<PriceLine> lines = ListPrices.lines(prices, Set.of("null-10", "spare-30"), NOW);

        assertThat(lines)
                .extracting(line -> line.item().connection(), PriceLine::state)
                .containsExactly(
                        tuple(null, State.LATER),
                        tuple(null, State.NOW),
                        tuple(null, State.PAST),
                        tuple("spare", State.NOW));
    }

    @Test
    void namesEachRateWithItsUnit() {
        assertThat(ListPrices.lines(List.of(price(null, -1)), Set.of(), NOW)
                        .get(0)
                        .getRates())
                .containsExactly("Input 2.50 USD per million tokens", "Request 0.01 USD each that was answered");
    }

    private static PriceItem price(String connection, int days) {
        return new PriceItem(
                connection + days,
                "gpt",
                "m1",
                connection,
                NOW.plus(Duration.ofDays(days)),
                "USD",
                new BigDecimal("2.50"),
                null,
                null,
                null,
                null,
                null,
                null,
                new BigDecimal("0.01"),
                "ada",
                NOW,
                1);
    }
}
