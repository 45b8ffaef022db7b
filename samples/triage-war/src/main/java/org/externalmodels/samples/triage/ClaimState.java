package org.externalmodels.samples.triage;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A claim on its way through the process.
 *
 * @param id the process instance's
 * @param step where it is
 * @param amount claimed, in EUR
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
        long amount,
        Facts facts,
        String problem,
        String decision,
        String letter,
        List<ModelCall> calls) {

    static ClaimState of(String id, String step, String incident, Map<String, Object> variables) {
        return new ClaimState(
                id,
                step,
                (String) variables.get("claim"),
                ((Number) variables.get("amount")).longValue(),
                variables.get("facts") instanceof Map<?, ?> facts ? Facts.of(facts) : null,
                incident == null ? (String) variables.get("problem") : incident,
                (String) variables.get("decision"),
                (String) variables.get("letter"),
                Stream.of("extract", "answer")
                        .filter(activity -> variables.get(activity + "Call") instanceof Map<?, ?>)
                        .map(activity -> ModelCall.of(activity, (Map<?, ?>) variables.get(activity + "Call")))
                        .toList());
    }

    /** What the model read. */
    public record Facts(String summary, String damage, long severity) {
        static Facts of(Map<?, ?> facts) {
            return new Facts(
                    (String) facts.get("summary"),
                    (String) facts.get("damage"),
                    ((Number) facts.get("severity")).longValue());
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
                    (String) call.get("model"),
                    (String) call.get("connection"),
                    (String) call.get("traceId"),
                    (Long) call.get("inputTokens"),
                    (Long) call.get("outputTokens"),
                    (String) call.get("failure"));
        }
    }
}
