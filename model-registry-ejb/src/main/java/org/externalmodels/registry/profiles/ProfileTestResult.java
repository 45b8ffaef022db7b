package org.externalmodels.registry.profiles;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.AuthenticationCheck;

/**
 * What came of trying a profile. Secrets are masked.
 *
 * @param ok whether calls could be made with it
 * @param headers what calls would send, by name
 * @param query what calls would add to the address, by name
 * @param expires when what was fetched ends; empty for what never changes
 * @param millis how long it took
 * @param error why it failed, in the words of who refused
 */
public record ProfileTestResult(
        boolean ok,
        Map<String, String> headers,
        Map<String, String> query,
        Optional<Instant> expires,
        long millis,
        Optional<Failure> error) {

    /**
     * A failure.
     *
     * @param code of the failure
     * @param message for people
     */
    public record Failure(String code, String message) {}

    static ProfileTestResult worked(AuthenticationCheck check, long millis) {
        return new ProfileTestResult(true, check.headers(), check.query(), check.expires(), millis, Optional.empty());
    }

    static ProfileTestResult failed(InferenceException why, long millis) {
        return new ProfileTestResult(
                false,
                Map.of(),
                Map.of(),
                Optional.empty(),
                millis,
                Optional.of(new Failure(why.code().name(), String.valueOf(why.getMessage()))));
    }
}
