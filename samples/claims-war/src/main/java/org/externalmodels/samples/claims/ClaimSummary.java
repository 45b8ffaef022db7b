package org.externalmodels.samples.claims;

import java.util.OptionalLong;
import org.externalmodels.inference.InferenceResponse;

/**
 * The model's answer.
 *
 * @param inputTokens null if the provider did not say
 * @param outputTokens null if the provider did not say
 * @param trace under which the call is found in the console
 */
public record ClaimSummary(
        String claim, String summary, String connection, Long inputTokens, Long outputTokens, String trace)
        implements ClaimAnswer {

    static ClaimSummary of(Claim claim, InferenceResponse answer) {
        return new ClaimSummary(
                claim.text(),
                answer.text(),
                answer.connectionName(),
                orNull(answer.usage().inputTokens()),
                orNull(answer.usage().outputTokens()),
                answer.traceId());
    }

    private static Long orNull(OptionalLong tokens) {
        return tokens.isPresent() ? tokens.getAsLong() : null;
    }
}
