package org.externalmodels.registry.support;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.EnumMap;
import java.util.Map;

/** The databases that tests run on. */
public enum Databases {
    H2 {
        @Override
        TestDatabase make() {
            return TestDatabase.h2();
        }

        @Override
        String waiting() {
            return "select count(*) from information_schema.sessions where blocker_id is not null";
        }
    },
    POSTGRESQL {
        @Override
        TestDatabase make() {
            assumeTrue(PostgresServer.installed(), "PostgreSQL's server is not installed on this machine");
            return TestDatabase.on(PostgresServer.shared());
        }

        @Override
        String waiting() {
            return "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
        }
    };

    private static final Map<Databases, TestDatabase> MADE = new EnumMap<>(Databases.class);

    abstract TestDatabase make();

    abstract String waiting();

    /** Whether one transaction waits for another. */
    public final boolean someoneWaitsForALock(TestDatabase database) {
        return database.inTransaction(
                entities -> ((Number) entities.createNativeQuery(waiting()).getSingleResult()).intValue() > 0);
    }

    /** The one database of this kind, emptied. */
    public final TestDatabase empty() {
        synchronized (MADE) {
            TestDatabase database = MADE.computeIfAbsent(this, Databases::make);
            database.clear();
            return database;
        }
    }
}
