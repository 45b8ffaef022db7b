package org.externalmodels.registry.billing;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import javax.sql.DataSource;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Horizons;
import org.externalmodels.registry.analytics.Rebuilding;
import org.externalmodels.registry.analytics.RollUps;

/** Makes the sums of a day anew, in a transaction. */
@ApplicationScoped
@OwnTransaction
public class RecountedDays {

    private final Sql sql;

    protected RecountedDays() {
        this(null);
    }

    @Inject
    public RecountedDays(DataSource database) {
        sql = new Sql(database);
    }

    /** How many days there were, and how many calls in them. */
    public record Outcome(long days, long calls) {}

    /**
     * Lets a day through whose calls are all there.
     *
     * @throws RegistryException if some may be deleted
     */
    public void check(Instant day) {
        check(day, new Horizons(sql).ofCalls());
    }

    private static void check(Instant day, Instant horizon) {
        if (horizon.isAfter(day)) {
            throw RegistryException.invalid(
                    "from", "begins on a day of which calls are deleted: all are there since " + horizon);
        }
    }

    /**
     * Makes the sums of a day and of its hours.
     *
     * @return how many calls they are of
     */
    public long recount(Instant day) {
        new RollUps(sql).lock();
        // Nothing is deleted before this is done.
        check(day, new Horizons(sql).lockedOfCalls());
        return new Rebuilding(sql).day(day);
    }
}
