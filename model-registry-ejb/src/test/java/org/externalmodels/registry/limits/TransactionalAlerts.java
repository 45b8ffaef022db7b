package org.externalmodels.registry.limits;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.externalmodels.registry.support.TestDatabase;

/** Alerts with each call in a transaction, as their annotation has it in a container. */
final class TransactionalAlerts extends StoredAlerts {

    private final TestDatabase database;

    TransactionalAlerts(TestDatabase database) {
        this.database = database;
    }

    @Override
    public void add(Alarms.Notice notice, long used, Instant now) {
        run(alerts -> alerts.add(notice, used, now));
    }

    @Override
    public List<Due> due(Instant now, int most) {
        return database.withSql(source -> new StoredAlerts(source).due(now, most));
    }

    @Override
    public boolean takeInHand(Due alert, Instant now) {
        return database.withSql(source -> new StoredAlerts(source).takeInHand(alert, now));
    }

    @Override
    public void posted(Due alert, Instant now) {
        run(alerts -> alerts.posted(alert, now));
    }

    @Override
    public void mailed(Due alert, Instant now) {
        run(alerts -> alerts.mailed(alert, now));
    }

    @Override
    public void delivered(Due alert, Instant now) {
        run(alerts -> alerts.delivered(alert, now));
    }

    @Override
    public void failed(Due alert, String why, Instant now) {
        run(alerts -> alerts.failed(alert, why, now));
    }

    private void run(Consumer<StoredAlerts> work) {
        database.withSql(source -> {
            work.accept(new StoredAlerts(source));
            return null;
        });
    }
}
