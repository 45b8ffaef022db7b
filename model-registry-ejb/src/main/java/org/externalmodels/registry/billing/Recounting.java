package org.externalmodels.registry.billing;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.function.Supplier;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/**
 * Makes the sums of past days anew from single calls, day by day: a day that is done agrees with its calls whatever becomes of
 * the others. Calls that are made meanwhile are stored after the day that is being counted.
 */
@Stateless
@RolesAllowed(Role.ADMIN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Recounting {

    private static final String WORK = "recount";

    private final RecountedDays days;
    private final RatingAudit audit;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public Recounting() {
        this(null, null, null);
    }

    @Inject
    public Recounting(RecountedDays days, RatingAudit audit) {
        this.days = days;
        this.audit = audit;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public Recounting(RecountedDays days, RatingAudit audit, Supplier<Actor> actor) {
        this.days = days;
        this.audit = audit;
        this.actor = actor;
    }

    /**
     * Makes the sums of the days of UTC that a time touches.
     *
     * @throws org.externalmodels.registry.RegistryException if calls of such a day may be deleted; nothing is changed then
     */
    public RecountedDays.Outcome recount(Instant from, Instant to) {
        PastTime.check(from, to);
        Instant day = Grain.DAY.start(from);
        days.check(day);
        JsonObject asked = Json.createObjectBuilder()
                .add("from", from.toString())
                .add("to", to.toString())
                .build();
        audit.record(actor.get(), WORK, "recounting", asked, null);
        RecountedDays.Outcome outcome = new RecountedDays.Outcome(0, 0);
        try {
            while (day.isBefore(to)) {
                outcome = new RecountedDays.Outcome(outcome.days() + 1, outcome.calls() + days.recount(day));
                day = Grain.DAY.next(day);
            }
        } catch (RuntimeException failure) {
            recordFailure(asked, outcome, failure);
            throw failure;
        }
        audit.record(actor.get(), WORK, "recounted", asked, JsonRecords.write(outcome));
        return outcome;
    }

    /** Where the entry cannot be written either, what failed first is still the one to tell. */
    private void recordFailure(JsonObject asked, RecountedDays.Outcome outcome, RuntimeException failure) {
        try {
            audit.record(actor.get(), WORK, "recounted-in-part", asked, JsonRecords.write(outcome));
        } catch (RuntimeException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
    }
}
