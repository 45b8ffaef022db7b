package org.externalmodels.samples.claims;

/** Why there is no summary. */
public record ClaimFailure(String code, String message) implements ClaimAnswer {}
