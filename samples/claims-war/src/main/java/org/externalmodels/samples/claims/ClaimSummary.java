package org.externalmodels.samples.claims;

/**
 * The model's answer.
 *
 * @param inputTokens null if the provider did not say
 * @param outputTokens null if the provider did not say
 * @param trace under which the call is found in the console
 */
public record ClaimSummary(
        String claim, String summary, String connection, Long inputTokens, Long outputTokens, String trace)
        implements ClaimAnswer {}
