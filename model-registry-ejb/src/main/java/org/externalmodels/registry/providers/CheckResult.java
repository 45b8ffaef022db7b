package org.externalmodels.registry.providers;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What came of asking a provider whether it accepts credentials.
 *
 * @param state in one word
 * @param message for people, with the provider's own words where it refused
 * @param steps in order; those after the first failed one were not tried
 * @param model the model as calls name it, for Amazon Bedrock
 * @param request for whoever owns the account, while a role does not trust this server yet
 * @param unlisted the model that was asked about, if the provider's list for these credentials has none of that name
 */
public record CheckResult(
        State state,
        String message,
        List<Step> steps,
        Optional<BedrockModelId> model,
        Optional<String> request,
        Optional<String> unlisted) {

    /** The result of a check that compared no model with a list. */
    public CheckResult(
            State state, String message, List<Step> steps, Optional<BedrockModelId> model, Optional<String> request) {
        this(state, message, steps, model, request, Optional.empty());
    }

    public CheckResult {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(unlisted, "unlisted");
        steps = List.copyOf(steps);
    }

    /** Whether the credentials were accepted. */
    public boolean verified() {
        return state == State.VERIFIED;
    }

    /** In one word. */
    public enum State {
        /** The provider accepts them. */
        VERIFIED("verified"),
        /** It does not. */
        REFUSED("refused"),
        /** The role does not let this server assume it yet. */
        AWAITING_TRUST("awaiting-trust"),
        /** Somebody answered, but not as the provider does. */
        UNEXPECTED("unexpected"),
        /** The provider could not be asked. */
        UNREACHABLE("unreachable"),
        /** There is nothing to ask that costs nothing. */
        UNKNOWN("unknown");

        private final String wireName;

        State(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /**
     * One step.
     *
     * @param name such as {@code assume-role}
     * @param ok whether it went well
     * @param reason of a failure: trust, permission, region, expired, key, model, principal, unreachable or other
     * @param message for people
     */
    public record Step(String name, boolean ok, Optional<String> reason, String message) {
        static Step good(String name, String message) {
            return new Step(name, true, Optional.empty(), message);
        }

        static Step failed(String name, String reason, String message) {
            return new Step(name, false, Optional.of(reason), message);
        }
    }
}
