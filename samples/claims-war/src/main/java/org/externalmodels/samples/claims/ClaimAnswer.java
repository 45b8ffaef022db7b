package org.externalmodels.samples.claims;

/** What the application has to say about a claim: JSON for programs, a page for people. */
public sealed interface ClaimAnswer permits ClaimSummary, ClaimFailure {}
