package org.externalmodels.samples.triage;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A claim on its way through the process. What a model or a process wrote is taken as it is: one odd claim is no reason to show none.
 *
 * @param id the process instance's
 * @param step where it is
 * @param claim what happened, in the customer's words
 * @param amount claimed, in EUR; {@code null} if unknown
 * @param facts what the model read from it, {@code null} before
 * @param problem why it needs a person or an operator, {@code null} if it does not
 * @param decision {@code approved} or {@code rejected}, {@code null} before
 * @param letter the answer to the customer, {@code null} before
 * @param calls the calls of models that were made for it
 */
public record ClaimState(
        String id,
        String step,
        String claim,
        Long amount,
        Facts facts,
        String problem,
        String decision,
        String letter,
        List<ModelCall> calls) {

    static ClaimState of(String id, String step, String incident, Map<String, Object> variables) {
        return new ClaimState(
                id,
                step,
                text(variables, "claim"),
                number(variables, "amount"),
                variables.get("facts") instanceof Map<?, ?> facts ? Facts.of(facts) : null,
                incident == null ? text(variables, "problem") : incident,
                text(variables, "decision"),
                text(variables, "letter"),
                Stream.of("extract", "answer")
                        .filter(activity -> variables.get(activity + "Call") instanceof Map<?, ?>)
                        .map(activity -> ModelCall.of(activity, (Map<?, ?>) variables.get(activity + "Call")))
                        .toList());
    }

    private static String text(Map<?, ?> values, String name) {
        Object value = values.get(name);
        return value == null ? null : value.toString();
    }

    private static Long number(Map<?, ?> values, String name) {
        return values.get(name) instanceof Number number ? (Long) number.longValue() : null;
    }

    /** What the model read; {@code null} for each that it did not. */
    public record Facts(String summary, String damage, Long severity) {
        static Facts of(Map<?, ?> facts) {
            return new Facts(text(facts, "summary"), text(facts, "damage"), number(facts, "severity"));
        }
    }

    /**
     * A call of a model.
     *
     * @param activity that made it
     * @param trace under which the call is found in the console, {@code null} if it never got that far
     * @param inputTokens {@code null} if unknown
     * @param outputTokens {@code null} if unknown
     * @param failure its code, {@code null} if there is an answer
     */
    public record ModelCall(
            String activity,
            String model,
            String connection,
            String trace,
            Long inputTokens,
            Long outputTokens,
            String failure) {
        static ModelCall of(String activity, Map<?, ?> call) {
            return new ModelCall(
                    activity,
                    text(call, "model"),
                    text(call, "connection"),
                    text(call, "traceId"),
                    number(call, "inputTokens"),
                    number(call, "outputTokens"),
                    text(call, "failure"));
        }
    }
}
