package org.externalmodels.admin.console.billing;

import java.util.ArrayList;
import java.util.List;
import org.externalmodels.registry.billing.PriceItem;

/**
 * A price as a list shows it.
 *
 * @param item the price
 * @param state whether it holds: now, later, or not any more
 */
public record PriceLine(PriceItem item, State state) {

    /** When a price holds. */
    public enum State {
        NOW("Holds now", "good"),
        LATER("From then on", "warn"),
        PAST("In the past", "plain");

        private final String words;
        private final String look;

        State(String words, String look) {
            this.words = words;
            this.look = look;
        }

        public String getWords() {
            return words;
        }

        public String getLook() {
            return look;
        }
    }

    /** All that is asked for, each with its unit. */
    public List<String> getRates() {
        List<String> rates = new ArrayList<>();
        for (RateField field : RateField.values()) {
            String value = field.of(item);
            if (value != null) {
                rates.add(field.getLabel() + " " + value + " " + item.currency() + " " + field.getPer());
            }
        }
        return rates;
    }
}
