package org.externalmodels.admin.console.billing;

import java.math.BigDecimal;
import java.util.function.Function;
import org.externalmodels.registry.billing.PriceItem;

/** What a price can ask for, in the order of its form. */
public enum RateField {
    INPUT("input", "Input", "per million tokens", PriceItem::input),
    OUTPUT("output", "Output", "per million tokens", PriceItem::output),
    CACHED_READ("cachedRead", "Cached input", "per million tokens", PriceItem::cachedRead),
    CACHE_WRITE("cacheWrite", "Input written to the cache", "per million tokens", PriceItem::cacheWrite),
    REASONING("reasoning", "Reasoning", "per million tokens", PriceItem::reasoning),
    IMAGE("image", "Image", "each", PriceItem::image),
    AUDIO_MINUTE("audioMinute", "Audio", "per minute", PriceItem::audioMinute),
    REQUEST("request", "Request", "each that was answered", PriceItem::request);

    private final String name;
    private final String label;
    private final String per;
    private final Function<PriceItem, BigDecimal> rate;

    RateField(String name, String label, String per, Function<PriceItem, BigDecimal> rate) {
        this.name = name;
        this.label = label;
        this.per = per;
        this.rate = rate;
    }

    /** The word of the management API. */
    public String getName() {
        return name;
    }

    public String getLabel() {
        return label;
    }

    /** What the rate is for. */
    public String getPer() {
        return per;
    }

    /** The rate of a price as it is typed, {@code null} if it has none. */
    String of(PriceItem item) {
        BigDecimal value = rate.apply(item);
        return value == null ? null : value.toPlainString();
    }
}
