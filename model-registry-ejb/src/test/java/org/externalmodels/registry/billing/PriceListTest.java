package org.externalmodels.registry.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.junit.jupiter.api.Test;

/** Prices of models and connections: one for each time, and found by the name of the model. */
class PriceListTest extends BilledCalls {

    @Test
    void onePriceHoldsFromATime() {
        price(null, DAY, "1", "1");
        assertThatThrownBy(() -> price(null, DAY, "2", "2"))
                .isInstanceOfSatisfying(
                        RegistryException.class,
                        refused -> assertThat(refused.reason()).isEqualTo(RegistryException.Reason.TAKEN));
        assertThat(prices(list ->
                                list.slice(new PriceFilter(Optional.of("gpt"), Optional.empty()), 10, Optional.empty()))
                        .items())
                .hasSize(1);
    }

    @Test
    void onePriceOfAConnectionHoldsWhateverPartOfTheListItIsIn() {
        Instant now = DAY.plus(10, ChronoUnit.DAYS);
        for (int day = 0; day < 5; day++) {
            price(null, DAY.plus(3L * day, ChronoUnit.DAYS), "1", "1");
            price("main", DAY.plus(3L * day + 1, ChronoUnit.DAYS), "1", "1");
        }
        List<PriceItem> seen = new ArrayList<>();
        List<PriceItem> holding = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            Optional<String> from = after;
            Slice<PriceItem> part = prices(list -> list.slice(PriceFilter.ALL, 2, from));
            Set<String> ids = prices(list -> list.holding(part.items(), now));
            part.items().stream().filter(item -> ids.contains(item.id())).forEach(holding::add);
            seen.addAll(part.items());
            after = part.next();
        } while (after.isPresent());

        assertThat(seen)
                .hasSize(10)
                .isSortedAccordingTo(
                        Comparator.comparing((PriceItem item) -> item.connection() == null ? "" : item.connection())
                                .thenComparing(PriceItem::effectiveFrom, Comparator.reverseOrder()));
        assertThat(holding)
                .extracting(PriceItem::connection, PriceItem::effectiveFrom)
                .containsExactly(
                        tuple(null, DAY.plus(9, ChronoUnit.DAYS)), tuple("main", DAY.plus(10, ChronoUnit.DAYS)));
    }

    @Test
    void pricesAreFoundByAPartOfTheModelsName() {
        price(null, DAY, "1", "1");

        assertThat(found("GP")).hasSize(1);
        assertThat(found("g_t")).isEmpty();
    }

    private List<PriceItem> found(String search) {
        PriceFilter which = new PriceFilter(Optional.empty(), Optional.of(search));
        return prices(list -> list.slice(which, 10, Optional.empty()).items());
    }

    @Test
    void aPriceIsOfAModelAndAConnectionThatThereAre() {
        assertThatThrownBy(() ->
                        prices(list -> list.add(new PriceGiven("none", Optional.empty(), DAY, "USD", rates("1", "1")))))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("model");
        assertThatThrownBy(() -> price("third", DAY, "1", "1"))
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("connection");
    }
}
