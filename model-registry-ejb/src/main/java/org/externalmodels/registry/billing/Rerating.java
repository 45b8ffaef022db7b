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
import java.util.Optional;
import java.util.function.Supplier;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
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

    private static final String WORK = "rerate";

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
     * Works out the cost of the calls of a time. If it fails half way, what was worked out stays, in the sums as well, and it
     * can be repeated.
     *
     * @param model the model's name, empty for all
     */
    public RatedRows.Outcome rerate(Instant from, Instant to, Optional<String> model) {
        check(from, to, model);
        JsonObject asked = Json.createObjectBuilder()
                .add("from", from.toString())
                .add("to", to.toString())
                .add("model", JsonRecords.json(model))
                .build();
        audit.record(actor.get(), WORK, "rerating", asked, null);
        RatedRows.Outcome outcome = new RatedRows.Outcome(0, 0);
        try {
            Optional<RatedRows.Place> last = Optional.empty();
            do {
                RatedRows.Part part = rows.rerate(from, to, model, last);
                outcome = outcome.plus(part.outcome());
                last = part.last();
            } while (last.isPresent());
        } catch (RuntimeException failure) {
            recordFailure(asked, outcome, failure);
            throw failure;
        }
        audit.record(actor.get(), WORK, "rerated", asked, JsonRecords.write(outcome));
        return outcome;
    }

    /**
     * Lets through what can be worked out again.
     *
     * @throws RegistryException if it cannot
     */
    public void check(Instant from, Instant to, Optional<String> model) {
        PastTime.check(from, to);
        model.ifPresent(name -> DatabaseText.of("model", name));
    }

    /** Where the entry cannot be written either, what failed first is still the one to tell. */
    private void recordFailure(JsonObject asked, RatedRows.Outcome outcome, RuntimeException failure) {
        try {
            audit.record(actor.get(), WORK, "rerated-in-part", asked, JsonRecords.write(outcome));
        } catch (RuntimeException unrecorded) {
            failure.addSuppressed(unrecorded);
        }
    }
}
