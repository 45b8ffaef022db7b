package org.externalmodels.admin.console.profiles;

import java.io.Serializable;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.externalmodels.registry.profiles.ProfileTestResult;

/**
 * What came of trying a profile, as a page shows it.
 *
 * @param ok whether calls could be made with it
 * @param sent what calls would carry, secrets masked; empty if nothing
 * @param expires when what was fetched ends, {@code null} for what never changes
 * @param millis how long it took
 * @param code why it failed, {@code null} if it did not
 * @param message the same in a sentence
 */
public record ProfileTrial(boolean ok, String sent, Instant expires, Long millis, String code, String message)
        implements Serializable {

    static ProfileTrial of(ProfileTestResult result) {
        String headers = lines(result.headers(), ": ");
        String query = lines(result.query(), "=");
        return new ProfileTrial(
                result.ok(),
                headers.isEmpty() || query.isEmpty() ? headers + query : headers + "\n" + query,
                result.expires().orElse(null),
                result.millis(),
                result.error().map(ProfileTestResult.Failure::code).orElse(null),
                result.error().map(ProfileTestResult.Failure::message).orElse(null));
    }

    private static String lines(Map<String, String> values, String between) {
        return new TreeMap<>(values)
                .entrySet().stream()
                        .map(value -> value.getKey() + between + value.getValue())
                        .collect(Collectors.joining("\n"));
    }
}
