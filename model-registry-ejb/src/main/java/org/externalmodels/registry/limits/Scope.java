package org.externalmodels.registry.limits;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.inference.spi.CallOrigin;

/**
 * Whose calls a limit is for: all that fit each member that is there.
 *
 * @param key the name of an application key, {@link #EACH} for each key by itself, {@code null} for calls with and without
 * @param application the name of an application: on this server, or of its key, whatever the way in. {@link #EACH} for each by
 *     itself, where one that calls with a key counts by that
 * @param modelId of a model
 * @param connectionId of a connection
 */
record Scope(String key, String application, String modelId, String connectionId) {

    /** Each by itself. */
    static final String EACH = "*";

    /**
     * Which of the limit's buckets an attempt takes from.
     *
     * @return empty if the limit is not for it
     */
    Optional<String> bucket(Attempt attempt) {
        CallOrigin origin = attempt.origin();
        String keyName = origin.key().orElse(null);
        String applicationName = origin.application().orElse(null);
        boolean fits = fits(key, keyName)
                && (fits(application, applicationName) || fits(application, keyName))
                && fits(modelId, attempt.modelId())
                && fits(connectionId, attempt.connectionId());
        if (!fits) {
            return Optional.empty();
        }
        StringBuilder each = new StringBuilder();
        add(each, 'k', key, keyName);
        add(each, 'a', application, keyName == null ? applicationName : keyName);
        add(each, 'm', modelId, attempt.modelId());
        add(each, 'c', connectionId, attempt.connectionId());
        return Optional.of(each.toString());
    }

    /** Whether it counts some by themselves. */
    boolean isOfEach() {
        return Stream.of(key, application, modelId, connectionId).anyMatch(EACH::equals);
    }

    boolean isOfConnection() {
        return connectionId != null;
    }

    private static boolean fits(String wanted, String actual) {
        return wanted == null || (actual != null && (wanted.equals(EACH) || wanted.equalsIgnoreCase(actual)));
    }

    private static void add(StringBuilder bucket, char kind, String wanted, String actual) {
        if (Objects.equals(wanted, EACH)) {
            bucket.append('/').append(kind).append(':').append(actual);
        }
    }
}
