package org.externalmodels.admin.console.limits;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.limits.LimitItem;

/** A limit or a budget as one line of the list. */
public record LimitLine(LimitItem item, Wording wording) {

    private static final String EACH = "*";

    /** Whose calls it is for, in words. */
    public String whom() {
        List<String> words = new ArrayList<>();
        add(words, "key", item.key());
        add(words, "application", item.application());
        add(words, "model", item.model());
        add(words, "connection", item.connection());
        return words.isEmpty() ? "All calls together" : String.join(", ", words);
    }

    private static void add(List<String> words, String what, String which) {
        if (which != null) {
            words.add(which.equals(EACH) ? "each " + what : what + " " + which);
        }
    }

    /** With every digit: it is what somebody set. */
    public String amount() {
        return number(item.amount()) + " " + unit();
    }

    private String unit() {
        return switch (item.measure()) {
            case REQUESTS_PER_MINUTE -> "requests a minute";
            case TOKENS_PER_MINUTE -> "tokens a minute";
            case CALLS_IN_FLIGHT -> "calls at a time";
            case MONEY_PER_DAY -> item.currency() + " a day";
            case MONEY_PER_MONTH -> item.currency() + " a month";
        };
    }

    /** What is used of it, {@code –} where that is counted for each by itself. */
    public String used() {
        if (item.used() == null) {
            return "–";
        }
        String used = item.measure().isMoney() ? wording.cost(item.used(), null) : number(item.used());
        return used + " (" + percent() + " %)";
    }

    private int percent() {
        return item.used()
                .multiply(BigDecimal.valueOf(100))
                .divide(item.amount(), 0, RoundingMode.DOWN)
                .intValue();
    }

    public String status() {
        return !item.enabled() ? "Off" : item.shadow() ? "Only watches" : isUsedUp() ? "Reached" : "Enforced";
    }

    /** How the status looks. */
    public String look() {
        return !item.enabled() ? "plain" : item.shadow() ? "warn" : isUsedUp() ? "bad" : "good";
    }

    private boolean isUsedUp() {
        return item.used() != null && item.used().compareTo(item.amount()) >= 0;
    }

    private static String number(BigDecimal number) {
        return number.scale() < 0 ? number.setScale(0).toPlainString() : number.toPlainString();
    }
}
