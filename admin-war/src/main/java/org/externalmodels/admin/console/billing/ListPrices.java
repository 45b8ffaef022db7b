package org.externalmodels.admin.console.billing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.admin.console.billing.PriceLine.State;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.billing.PriceFilter;
import org.externalmodels.registry.billing.PriceItem;
import org.externalmodels.registry.billing.PriceList;

/** The prices of models, by model and the time from which they hold. Its state is its address. */
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
        slice = prices.slice(
                new PriceFilter(Optional.empty(), Typed.text(model)), LINES, Optional.ofNullable(Typed.orNull(after)));
        Instant now = Instant.now();
        lines = lines(slice.items(), prices.holding(slice.items(), now), now);
    }

    static List<PriceLine> lines(List<PriceItem> items, Set<String> holding, Instant now) {
        return items.stream()
                .map(item -> new PriceLine(
                        item,
                        holding.contains(item.id())
                                ? State.NOW
                                : item.effectiveFrom().isAfter(now) ? State.LATER : State.PAST))
                .toList();
    }

    /** The address of the first part. */
    public String getFirst() {
        return new Address().with("model", model).toString();
    }

    /** Whether any price may be left out. */
    public boolean isNarrowed() {
        return Typed.orNull(model) != null;
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

    /** A part of a model's name. */
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
