package org.externalmodels.registry.billing;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.Optional;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.support.TestDatabase;
import org.externalmodels.registry.support.TestRegistry;

/** Work on calls of the past, with each part in a transaction, as annotations have it in a container. */
final class PastWork {

    /** So few calls at once that there are several parts. */
    static final int AT_ONCE = 3;

    private PastWork() {}

    static Rerating rerating(TestDatabase database) {
        return new Rerating(rows(database), audit(database), () -> TestRegistry.ADMIN);
    }

    /** Fails after some parts. */
    static Rerating reratingThatStops(TestDatabase database, int parts) {
        RatedRows rows = rows(database);
        RatedRows stopping = new RatedRows(null) {
            private int left = parts;

            @Override
            public Part rerate(Instant from, Instant to, Optional<String> model, Optional<Place> after) {
                if (left-- == 0) {
                    throw new IllegalStateException("The server stops");
                }
                return rows.rerate(from, to, model, after);
            }
        };
        return new Rerating(stopping, audit(database), () -> TestRegistry.ADMIN);
    }

    static Recounting recounting(TestDatabase database) {
        RecountedDays days = new RecountedDays(null) {
            @Override
            public void check(Instant day) {
                database.withSql(source -> {
                    new RecountedDays(source).check(day);
                    return null;
                });
            }

            @Override
            public long recount(Instant day) {
                return database.withSql(source -> new RecountedDays(source).recount(day));
            }
        };
        return new Recounting(days, audit(database), () -> TestRegistry.ADMIN);
    }

    private static RatedRows rows(TestDatabase database) {
        return new RatedRows(null) {
            @Override
            public Part rerate(Instant from, Instant to, Optional<String> model, Optional<Place> after) {
                return database.withSql(source -> new RatedRows(source, AT_ONCE).rerate(from, to, model, after));
            }
        };
    }

    private static RatingAudit audit(TestDatabase database) {
        return new RatingAudit(null) {
            @Override
            public void record(Actor actor, String work, String action, JsonValue asked, JsonValue outcome) {
                database.run(entities ->
                        new RatingAudit(new AuditLog(entities)).record(actor, work, action, asked, outcome));
            }
        };
    }
}
