package org.externalmodels.admin.console.billing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.billing.PriceLine.State;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.billing.PriceItem;
import org.externalmodels.registry.billing.PriceList;

/** The prices of models, by model and the time from which they hold. */
@Named
@RequestScoped
public class ListPrices {

    private static final int LINES = 200;

    @Inject
    private PriceList prices;

    private String model;
    private String after;
    private Slice<PriceItem> slice = new Slice<>(List.of(), Optional.empty());
    private List<PriceLine> lines = List.of();

    public void load() {
        slice = prices.slice(Optional.ofNullable(model), LINES, Optional.ofNullable(after));
        lines = lines(slice.items(), Instant.now());
    }

    static List<PriceLine> lines(List<PriceItem> items, Instant now) {
        Map<String, Instant> holding = new HashMap<>();
        for (PriceItem item : items) {
            if (!item.effectiveFrom().isAfter(now)) {
                holding.merge(of(item), item.effectiveFrom(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        List<PriceItem> sorted = new ArrayList<>(items);
        sorted.sort(Comparator.comparing(PriceItem::model)
                .thenComparing(item -> item.connection() == null ? "" : item.connection())
                .thenComparing(PriceItem::effectiveFrom, Comparator.reverseOrder()));
        return sorted.stream()
                .map(item -> new PriceLine(
                        item,
                        item.effectiveFrom().isAfter(now)
                                ? State.LATER
                                : item.effectiveFrom().equals(holding.get(of(item))) ? State.NOW : State.PAST))
                .toList();
    }

    private static String of(PriceItem item) {
        return item.modelId() + "/" + item.connection();
    }

    public List<PriceLine> getLines() {
        return lines;
    }

    /** The address of the next part, {@code null} if there is none. */
    public String getNext() {
        return slice.next()
                .map(place ->
                        new Address().with("model", model).with("after", place).toString())
                .orElse(null);
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
