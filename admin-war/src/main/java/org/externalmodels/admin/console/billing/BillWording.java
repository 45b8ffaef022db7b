package org.externalmodels.admin.console.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Map;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.billing.BillingLine;

/** The words for what the calls of a line have in common. */
@Named
@ApplicationScoped
public class BillWording {

    private static final Map<String, String> COLUMNS = Map.of(
            "month", "Month",
            "day", "Day",
            "model", "Model",
            "connection", "Connection",
            "application", "Application",
            "key", "Application key",
            "caller", "Caller",
            "source", "Source",
            "code", "Failure");

    @Inject
    private Wording wording;

    public String column(String word) {
        return COLUMNS.getOrDefault(word, word);
    }

    public String value(BillingLine line, String word) {
        String value = line.common().get(word);
        return switch (word) {
            case "model" -> wording.model(value);
            case "connection" -> wording.connection(value);
            default -> value == null ? "–" : value;
        };
    }
}
