package org.externalmodels.admin.console;

import java.util.OptionalInt;
import java.util.Set;
import org.externalmodels.inference.FailureCode;

/** Which failures of calls are likely to be mended where a connection has its key, its address and its switch. */
public final class ConnectionSettings {

    /** What answers so is not there, or is there by another method. */
    private static final Set<Integer> NOTHING_THERE = Set.of(404, 405);

    private ConnectionSettings() {}

    /**
     * Whether it is one of them.
     *
     * @param status what the provider answered, empty if it did not
     */
    public static boolean mayMend(FailureCode code, OptionalInt status) {
        return switch (code) {
            case AUTHENTICATION_FAILED,
                    PROVIDER_UNREACHABLE,
                    INVALID_RESPONSE,
                    CONNECTION_NOT_FOUND,
                    CONNECTION_NOT_ACTIVE,
                    NO_ACTIVE_CONNECTION -> true;
            case PROVIDER_ERROR -> status.isPresent() && NOTHING_THERE.contains(status.getAsInt());
            default -> false;
        };
    }
}
