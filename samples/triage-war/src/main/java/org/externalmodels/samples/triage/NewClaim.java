package org.externalmodels.samples.triage;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;

/** A claim as somebody sends it. */
public record NewClaim(String claim, Long amount) {

    private static final int LONGEST = 3_500;

    static NewClaim of(JsonObject body) {
        return new NewClaim(
                body.getString("claim", null),
                body.get("amount") instanceof JsonNumber amount ? Long.valueOf(amount.longValue()) : null);
    }

    /** What is wrong with it, {@code null} if nothing is. */
    String problem() {
        if (claim == null || claim.isBlank()) {
            return "Say what happened.";
        }
        if (claim.length() > LONGEST) {
            return "Say it in at most " + LONGEST + " characters.";
        }
        return amount == null || amount < 1 || amount > 1_000_000 ? "Claim 1 to 1000000 EUR." : null;
    }
}
