package org.externalmodels.registry.billing;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/**
 * Works out the cost of calls of the past again, by the prices as they are now for the times of the calls. Nothing else ever
 * changes a cost; it is asked for explicitly and audited before it begins and when it is done.
 */
@Stateless
@RolesAllowed(Role.ADMIN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Rerating {

    private static final Duration LONGEST = Duration.ofDays(32);

    private final RatedRows rows;
    private final RatingAudit audit;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public Rerating() {
        this(null, null, null);
    }

    @Inject
    public Rerating(RatedRows rows, RatingAudit audit) {
        this.rows = rows;
        this.audit = audit;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public Rerating(RatedRows rows, RatingAudit audit, Supplier<Actor> actor) {
        this.rows = rows;
        this.audit = audit;
        this.actor = actor;
    }

    /**
     * Works out the cost of the calls of a time.
     *
     * @param model the model's name, empty for all
     */
    public RatedRows.Outcome rerate(Instant from, Instant to, Optional<String> model) {
        if (!from.isBefore(to)) {
            throw RegistryException.invalid("to", "is later than from");
        }
        if (Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw RegistryException.invalid("to", "is at most " + LONGEST.toDays() + " days after from");
        }
        JsonObject asked = Json.createObjectBuilder()
                .add("from", from.toString())
                .add("to", to.toString())
                .add("model", JsonRecords.json(model))
                .build();
        audit.record(actor.get(), "billing.rerating", asked, null);
        RatedRows.Outcome outcome = new RatedRows.Outcome(0, 0);
        List<Instant> ends = rows.ends(from, to);
        if (!ends.isEmpty()) {
            Set<Instant> days = new TreeSet<>();
            Instant last = ends.get(ends.size() - 1);
            for (Instant hour = Grain.HOUR.start(ends.get(0)); !hour.isAfter(last); hour = Grain.HOUR.next(hour)) {
                RatedRows.Outcome ofHour = rows.rerate(hour, from, to, model);
                outcome = outcome.plus(ofHour);
                if (ofHour.changed() > 0) {
                    days.add(Grain.DAY.start(hour));
                }
            }
            days.forEach(rows::rebuildDay);
        }
        audit.record(actor.get(), "billing.rerated", asked, JsonRecords.write(outcome));
        return outcome;
    }
}
