package org.externalmodels.samples.triage;

/** What a person decides about a claim. */
public enum Decision {
    APPROVE("approved"),
    REJECT("rejected");

    private final String word;

    Decision(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
