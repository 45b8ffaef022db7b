package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.time.Instant;
import java.util.Locale;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.ConnectionState.Health;

/**
 * How a connection does on this server at a moment, in words.
 *
 * @param health whether calls go over it
 * @param callsInFlight calls under way over it
 * @param failures in a row
 * @param lastFailure the code of the last of them, {@code null} without one
 * @param until when it is tried again, {@code null} if calls do not keep away from it
 */
public record LiveState(Health health, int callsInFlight, int failures, String lastFailure, Instant until)
        implements Serializable {

    /** Of a connection that no call can go over: its model was never confirmed. */
    static final LiveState UNUSED = new LiveState(Health.OFF, 0, 0, null, null);

    static LiveState of(ConnectionState state, Instant now) {
        return new LiveState(
                state.health(),
                state.callsInFlight(),
                state.failures(),
                state.lastFailure().map(Enum::name).orElse(null),
                state.availableIn().map(now::plus).orElse(null));
    }

    public String getWord() {
        return switch (health) {
            case AVAILABLE -> "Well";
            case COOLING_DOWN -> "Cooling down";
            case PROBING -> "Half open";
            case OFF -> "Not called";
        };
    }

    /** The kind of chip that shows it. */
    public String getLook() {
        return switch (health) {
            case AVAILABLE -> "good";
            case COOLING_DOWN -> "bad";
            case PROBING -> "warn";
            case OFF -> "";
        };
    }

    /** What it means for calls, for whoever wonders. */
    public String getMeaning() {
        return switch (health) {
            case AVAILABLE -> "Calls go over it";
            case COOLING_DOWN -> "Calls that need not go over it keep away from it";
            case PROBING -> "One call tries whether it works again";
            case OFF -> "It, or its model, is switched off or was never confirmed";
        };
    }

    public String getInFlight() {
        return String.format(
                Locale.ROOT, callsInFlight == 1 ? "%,d call in flight" : "%,d calls in flight", callsInFlight);
    }

    /** What went wrong, empty if nothing did. */
    public String getTrouble() {
        if (lastFailure == null || failures == 0) {
            return "";
        }
        String times = failures == 1 ? "1 failure" : String.format(Locale.ROOT, "%,d failures in a row", failures);
        return times + ", " + lastFailure;
    }
}
