package org.externalmodels.admin.consent;

import jakarta.enterprise.context.SessionScoped;
import java.io.Serializable;
import java.util.Optional;

/** The profile whose page somebody left to say yes elsewhere, and how that went. */
@SessionScoped
public class PendingConsent implements Serializable {

    private static final long serialVersionUID = 1L;

    private String profileId;
    private Outcome outcome;

    /**
     * How it went.
     *
     * @param given whether the profile is configured now
     * @param sentence for people
     */
    public record Outcome(boolean given, String sentence) implements Serializable {}

    /** Somebody leaves the page of this profile. */
    public void begin(String ofProfile) {
        profileId = ofProfile;
        outcome = null;
    }

    /**
     * Somebody is back.
     *
     * @return the profile whose page was left, empty if none was
     */
    public Optional<String> end(Outcome how) {
        Optional<String> left = Optional.ofNullable(profileId);
        outcome = left.isPresent() ? how : null;
        profileId = null;
        return left;
    }

    /** How it went, once. */
    public Optional<Outcome> takeOutcome() {
        Optional<Outcome> how = Optional.ofNullable(outcome);
        outcome = null;
        return how;
    }
}
