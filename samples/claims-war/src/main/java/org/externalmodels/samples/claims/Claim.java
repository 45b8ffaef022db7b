package org.externalmodels.samples.claims;

/** What the customer wrote, and what is asked of the model about it. */
record Claim(String text) {

    static final String EXAMPLE = "During the storm on Friday a tree fell on my parked car. The roof and the windscreen"
            + " are broken. Nobody was hurt.";

    String prompt() {
        return "Summarise this claim in one sentence: " + text;
    }
}
