package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;

/** The words for what traces keep in one. A word that is not known is shown as it is. */
@Named("traceWording")
@ApplicationScoped
public class TraceWording {

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
