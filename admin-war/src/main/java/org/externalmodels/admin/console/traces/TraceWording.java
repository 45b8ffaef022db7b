package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.traces.TraceSummary;

/** The words for what traces keep in one. A word that is not known is shown as it is. */
@Named("traceWording")
@ApplicationScoped
public class TraceWording {

    @Inject
    private Wording wording;

    public String status(String status) {
        return switch (status) {
            case "complete" -> "Complete";
            case "failed" -> "Failed";
            case "aborted_client" -> "Aborted by caller";
            case "aborted_upstream" -> "Cut by provider";
            default -> status;
        };
    }

    /** The kind of chip that shows a status. */
    public String look(String status) {
        return switch (status) {
            case "complete" -> "good";
            case "failed" -> "bad";
            default -> "warn";
        };
    }

    /** Why it failed. */
    public String failure(String message) {
        return FieldNames.inFailure(message);
    }

    /** A filter that has no field on the page. */
    public String condition(String name, String value) {
        int dot = name.indexOf('.');
        if (name.startsWith("tag.") || dot < 0) {
            return name + " is " + value;
        }
        String field = name.substring(0, dot);
        return switch (name.substring(dot + 1)) {
            case "unknown" -> field + ("true".equals(value) ? " is unknown" : " is known");
            case "ne" -> field + " is not " + value;
            case "in" -> field + " is one of " + value;
            case "contains" -> field + " contains " + value;
            case "starts" -> field + " begins with " + value;
            case "gt" -> field + " > " + value;
            case "gte" -> field + " ≥ " + value;
            case "lt" -> field + " < " + value;
            case "lte" -> field + " ≤ " + value;
            default -> name + " is " + value;
        };
    }

    /** All that is known of the cost, in each currency. */
    public String costs(TraceSummary summary) {
        return summary.costs().isEmpty()
                ? wording.cost(null, null)
                : summary.costs().stream()
                        .map(sum -> wording.cost(sum.cost(), sum.currency()))
                        .collect(Collectors.joining(", "));
    }

    public String source(String source) {
        return switch (source) {
            case "application" -> "Application";
            case "playground" -> "Playground";
            case "workflow" -> "Workflow";
            case "http-key" -> "HTTP key";
            default -> source;
        };
    }
}
