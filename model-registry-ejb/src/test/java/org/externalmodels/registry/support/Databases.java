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
    },
    POSTGRESQL {
        @Override
        TestDatabase make() {
            assumeTrue(PostgresServer.installed(), "PostgreSQL's server is not installed on this machine");
            return TestDatabase.on(PostgresServer.shared());
        }
    };

    private static final Map<Databases, TestDatabase> MADE = new EnumMap<>(Databases.class);

    abstract TestDatabase make();

    /** The one database of this kind, emptied. */
    public final TestDatabase empty() {
        synchronized (MADE) {
            TestDatabase database = MADE.computeIfAbsent(this, Databases::make);
            database.clear();
            return database;
        }
    }
}
