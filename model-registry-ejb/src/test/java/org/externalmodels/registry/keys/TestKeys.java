package org.externalmodels.registry.keys;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;

/** One server's keys without a container: every call is a transaction, and its ring hears of it when it is committed. */
final class TestKeys {

    private final TestDatabase database;
    private final KeyRing ring;

    TestKeys(TestDatabase database) {
        this.database = database;
        this.ring = new KeyRing(new TransactionalKeys());
    }

    private final class TransactionalKeys extends StoredKeys {
        @Override
        public long stamp() {
            return database.inTransaction(entities -> new StoredKeys(entities).stamp());
        }

        @Override
        public All all() {
            return database.inTransaction(entities -> new StoredKeys(entities).all());
        }

        @Override
        public void rememberUses(Map<String, Instant> uses) {
            database.run(entities -> new StoredKeys(entities).rememberUses(uses));
        }
    }

    KeyRing ring() {
        return ring;
    }

    <T> T admin(Function<ApplicationKeys, T> work) {
        List<KeysChanged> announced = new ArrayList<>();
        T result = database.inTransaction(entities -> work.apply(
                new ApplicationKeys(entities, new AuditLog(entities), announced::add, () -> TestRegistry.ADMIN)));
        announced.forEach(ring::committed);
        return result;
    }
}
