package org.externalmodels.registry.deadletters;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.DeadLetter;
import org.externalmodels.inference.spi.DeadLetters;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sieve;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.json.Json;

/** Shows the dead letters of this server, sends them again or discards them. What was asked and answered is not shown. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class DeadLetterOffice {

    private final ModelDirectory directory;
    private final EntityManager entities;
    private final AuditLog audit;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public DeadLetterOffice() {
        this(null, null, null, null);
    }

    @Inject
    public DeadLetterOffice(ModelDirectory directory, EntityManager entities, AuditLog audit) {
        this.directory = directory;
        this.entities = entities;
        this.audit = audit;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    DeadLetterOffice(ModelDirectory directory, EntityManager entities, AuditLog audit, Supplier<Actor> actor) {
        this.directory = directory;
        this.entities = entities;
        this.audit = audit;
        this.actor = actor;
    }

    /**
     * Lists those of this server in the order in which they were submitted.
     *
     * @param search a part of the correlation id, the id, the destination or the model with its connection, empty for all
     * @param limit the most lines, at least 1
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    public Slice<DeadLetter> slice(Optional<String> search, int limit, Optional<String> after) {
        return new Sieve<>(letters()::list, DeadLetter::id, DeadLetterOffice::texts).slice(search, limit, after);
    }

    private static Stream<String> texts(DeadLetter one) {
        return Stream.of(one.correlationId(), one.id(), one.destination(), named(one));
    }

    private static String named(DeadLetter one) {
        return one.model() + one.connection().map(name -> "/" + name).orElse("");
    }

    public DeadLetter find(String id) {
        return letters().find(id).orElseThrow(() -> notFound(id));
    }

    /** Has one delivered again. It is audited before it is done, so that nothing is done unseen. */
    @RolesAllowed({Role.ADMIN, Role.EDITOR})
    public void resend(String id) {
        record("resent", find(id));
        if (!letters().resend(id)) {
            throw notFound(id);
        }
    }

    /** Removes one for good; likewise. */
    @RolesAllowed(Role.ADMIN)
    public void discard(String id) {
        record("discarded", find(id));
        if (!letters().discard(id)) {
            throw notFound(id);
        }
    }

    private void record(String what, DeadLetter letter) {
        JsonObject before = Json.createObjectBuilder()
                .add("destination", letter.destination())
                .add("correlationId", letter.correlationId())
                .add("model", letter.model())
                .add("deliveries", letter.deliveries())
                .add("reason", letter.reason())
                .build();
        audit.record(
                actor.get(),
                "dead-letter." + what,
                new AuditTarget("dead-letter", letter.id(), letter.destination() + "/" + letter.correlationId()),
                before,
                null);
        entities.flush();
    }

    private DeadLetters letters() {
        try {
            return directory.deadLetters();
        } catch (IllegalStateException stopped) {
            throw RegistryException.unavailable("The resource adapter is not started", stopped);
        }
    }

    private static RegistryException notFound(String id) {
        return RegistryException.notFound("This server has no dead letter with the id " + id
                + ": it was sent again or discarded, or another server has it");
    }
}
