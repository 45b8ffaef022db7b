package org.externalmodels.admin.console.traces;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.ConnectionSettings;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceSummary;

/** The words for what traces keep in one. A word that is not known is shown as it is. */
@Named("traceWording")
@ApplicationScoped
public class TraceWording {

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("id", "Call id"),
            Map.entry("status", "Status"),
            Map.entry("code", "Failure code"),
            Map.entry("model", "Model"),
            Map.entry("connection", "Connection"),
            Map.entry("source", "Source"),
            Map.entry("application", "Application"),
            Map.entry("component", "Component"),
            Map.entry("caller", "Caller"),
            Map.entry("key", "Application key"),
            Map.entry("providerModel", "Provider's model name"),
            Map.entry("finishReason", "Finish reason"),
            Map.entry("workflowInstance", "Workflow instance"),
            Map.entry("workflowActivity", "Workflow activity"),
            Map.entry("currency", "Currency"),
            Map.entry("priceId", "Price"),
            Map.entry("millis", "Response time in ms"),
            Map.entry("waitedMillis", "Response time of the call in ms"),
            Map.entry("firstChunkMillis", "Time to first chunk in ms"),
            Map.entry("providerStatus", "Provider's HTTP status"),
            Map.entry("attempt", "Attempt"),
            Map.entry("revision", "Revision"),
            Map.entry("inputTokens", "Tokens in"),
            Map.entry("outputTokens", "Tokens out"),
            Map.entry("cachedInputTokens", "Tokens in from the provider's cache"),
            Map.entry("cacheWriteTokens", "Tokens in written to the provider's cache"),
            Map.entry("reasoningTokens", "Tokens out for reasoning"),
            Map.entry("tokenSource", "Tokens counted by"),
            Map.entry("images", "Images"),
            Map.entry("audioMillis", "Audio in ms"),
            Map.entry("cost", "Cost"),
            Map.entry("streaming", "Streaming"),
            Map.entry("fromCache", "From the response cache"),
            Map.entry("savedInputTokens", "Tokens in saved"),
            Map.entry("savedOutputTokens", "Tokens out saved"),
            Map.entry("degraded", "Stored in part"),
            Map.entry("usage", "Tokens in or out"));

    /** What every HTTP status of success begins with. */
    private static final int SUCCESS = 2;

    private final Wording wording;

    @Inject
    public TraceWording(Wording wording) {
        this.wording = wording;
    }

    /** The container's proxies are made with it. */
    public TraceWording() {
        this(null);
    }

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

    /** Why a cost is unknown, as the end of a sentence. */
    public String unknownCost(TraceItem item) {
        return UnknownCost.why(item);
    }

    /** Until the first piece of an answer, which a refusal is not. */
    public String firstChunk(TraceItem item) {
        boolean refused = item.providerStatus() != null && item.providerStatus() / 100 != SUCCESS;
        return wording.millis(refused ? null : item.firstChunkMillis());
    }

    /** Why an answer ended, if that is known. */
    public String finishReason(TraceItem item) {
        String reason = item.finishReason();
        return reason == null || reason.equals(FinishReason.UNKNOWN.name()) ? "–" : reason;
    }

    /** Whether a failure is likely to be mended in the settings of its connection. */
    public boolean ofConnection(String code, Integer providerStatus) {
        OptionalInt status = providerStatus == null ? OptionalInt.empty() : OptionalInt.of(providerStatus);
        return Arrays.stream(FailureCode.values())
                .filter(known -> known.name().equals(code))
                .anyMatch(known -> ConnectionSettings.mayMend(known, status));
    }

    /** A filter that has no field on the page. */
    public String condition(String name, String value) {
        int dot = name.indexOf('.');
        if (name.startsWith("tag.")) {
            return "Tag " + name.substring(dot + 1) + " is " + value;
        }
        if (dot < 0) {
            return label(name) + " is " + value;
        }
        if (name.equals("model.unknown") || name.equals("connection.unknown")) {
            boolean model = name.startsWith("model");
            return "true".equals(value)
                    ? model ? wording.model(null) : wording.connection(null)
                    : model ? "registered models only" : "registered connections only";
        }
        String field = label(name.substring(0, dot));
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

    private static String label(String field) {
        return LABELS.getOrDefault(field, field);
    }

    /** All that is known of the cost, in each currency. */
    public String costs(TraceSummary summary) {
        boolean nothingUsed = summary.requests() > 0 && summary.unknownCost() == 0;
        return summary.costs().isEmpty()
                ? wording.cost(nothingUsed ? BigDecimal.ZERO : null, null)
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
