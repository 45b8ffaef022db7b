package org.externalmodels.admin.console.billing;

import java.math.BigDecimal;
import org.externalmodels.registry.billing.PriceItem;

/** What a price can ask for, in the order of its form. */
public enum RateField {
    INPUT("input", "Input", "per million tokens"),
    OUTPUT("output", "Output", "per million tokens"),
    CACHED_READ("cachedRead", "Cached input", "per million tokens"),
    CACHE_WRITE("cacheWrite", "Input written to the cache", "per million tokens"),
    REASONING("reasoning", "Reasoning", "per million tokens"),
    IMAGE("image", "Image", "each"),
    AUDIO_MINUTE("audioMinute", "Audio", "per minute"),
    REQUEST("request", "Request", "each that was answered");

    private final String name;
    private final String label;
    private final String per;

    RateField(String name, String label, String per) {
        this.name = name;
        this.label = label;
        this.per = per;
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
        BigDecimal value = rate(item);
        return value == null ? null : value.toPlainString();
    }

    private BigDecimal rate(PriceItem item) {
        return switch (this) {
            case INPUT -> item.input();
            case OUTPUT -> item.output();
            case CACHED_READ -> item.cachedRead();
            case CACHE_WRITE -> item.cacheWrite();
            case REASONING -> item.reasoning();
            case IMAGE -> item.image();
            case AUDIO_MINUTE -> item.audioMinute();
            case REQUEST -> item.request();
        };
    }
}
