package org.externalmodels.registry;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a failure of the database means. */
public final class DatabaseFailure {

    private static final String UNIQUE_VIOLATION = "23505";

    /** Of PostgreSQL and of H2. */
    private static final Set<String> READ_ONLY = Set.of("25006", "90097");

    private DatabaseFailure() {}

    /** Whether the database takes no changes at the moment, though it answers: a standby, or one with no room left. */
    public static boolean isReadOnly(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            if (cause instanceof SQLException sql && READ_ONLY.contains(String.valueOf(sql.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the database cannot be reached, or takes no changes, at the moment, as opposed to refusing what it was asked.
     */
    public static boolean isOutage(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            if (cause instanceof SQLTransientConnectionException
                    || cause instanceof SQLNonTransientConnectionException
                    || cause instanceof SQLRecoverableException) {
                return true;
            }
            if (cause instanceof SQLException sql && (outageState(sql) || isReadOnly(sql))) {
                return true;
            }
            // A pool that cannot make a connection says so through the connector architecture.
            if (cause instanceof jakarta.resource.ResourceException) {
                return true;
            }
        }
        return false;
    }

    /** What the database or its driver said, in one line, for the log. */
    public static String reason(Throwable failure) {
        String reason = failure.toString();
        for (Throwable cause : causes(failure)) {
            if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
                reason = cause.getMessage().strip().lines().findFirst().orElse(reason);
            }
        }
        return reason;
    }

    /**
     * Whether the database refuses the values it was given (SQL states 22 and 23), and will each time. A unique violation
     * is none: somebody else was first, and who comes again finds what is there.
     */
    public static boolean isAboutValues(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            if (cause instanceof SQLException sql) {
                String state = String.valueOf(sql.getSQLState());
                if ((state.startsWith("22") || state.startsWith("23")) && !state.equals(UNIQUE_VIOLATION)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether there was not memory enough, which drivers tell in words of their own. */
    public static boolean isAboutMemory(Throwable failure) {
        return causes(failure).stream().anyMatch(cause -> cause instanceof VirtualMachineError);
    }

    /** The name of the unique constraint that was violated, in lower case; empty if it was something else. */
    public static Optional<String> violatedConstraint(Throwable failure) {
        for (Throwable cause : causes(failure)) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return Optional.of(String.valueOf(sql.getMessage()).toLowerCase(Locale.ROOT));
            }
        }
        return Optional.empty();
    }

    /** SQL states 08 (connection), 57P (PostgreSQL shutting down) and 53 (out of resources); 90 is H2's own class. */
    private static boolean outageState(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08")
                || state.startsWith("57P")
                || state.startsWith("53")
                || state.equals("90067")
                || state.equals("90098")
                || state.equals("90121");
    }

    private static Set<Throwable> causes(Throwable failure) {
        Set<Throwable> causes = new LinkedHashSet<>();
        Throwable cause = failure;
        while (cause != null && causes.add(cause)) {
            cause = cause.getCause();
        }
        return causes;
    }
}
