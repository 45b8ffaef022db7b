package org.externalmodels.registry.billing;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Columns;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;

/**
 * The prices of models, each from a time on. What is changed here holds for calls that are stored from now on; the cost of
 * those that are stored already stays as it is.
 */
@Stateless
@RolesAllowed(Role.ADMIN)
public class PriceList {

    private static final String FOLLOWING = "(p.modelName > :name or (p.modelName = :name and (p.modelId > :modelId"
            + " or (p.modelId = :modelId and (p.connectionName > :connection"
            + " or (p.connectionName = :connection and p.effectiveFrom < :from))))))";

    private final EntityManager entities;
    private final Models models;
    private final AuditLog audit;
    private final Consumer<PriceChanged> announce;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public PriceList() {
        this(null, null, null, null, null);
    }

    @Inject
    public PriceList(EntityManager entities, Models models, AuditLog audit, Event<PriceChanged> event) {
        this.entities = entities;
        this.models = models;
        this.audit = audit;
        announce = event::fire;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public PriceList(
            EntityManager entities,
            Models models,
            AuditLog audit,
            Consumer<PriceChanged> announce,
            Supplier<Actor> actor) {
        this.entities = entities;
        this.models = models;
        this.audit = audit;
        this.announce = announce;
        this.actor = actor;
    }

    /**
     * Lists prices by model and connection, of each the latest first.
     *
     * @param which prices
     * @param limit the most lines, at least 1
     * @param after {@link Slice#next} of the part before
     */
    @RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
    public Slice<PriceItem> slice(PriceFilter which, int limit, Optional<String> after) {
        Optional<Price> last = after.map(this::place);
        TypedQuery<Price> query = entities.createQuery(
                "select p from Price p where 1 = 1"
                        + (which.model().isPresent() ? " and p.modelName = :model" : "")
                        + (which.search().isPresent() ? " and lower(p.modelName) like :search escape '!'" : "")
                        + (last.isPresent() ? " and " + FOLLOWING : "")
                        + " order by p.modelName, p.modelId, p.connectionName, p.effectiveFrom desc",
                Price.class);
        which.model().ifPresent(name -> query.setParameter("model", DatabaseText.of("model", name)));
        which.search()
                .ifPresent(text ->
                        query.setParameter("search", DatabaseText.containing("search", text.toLowerCase(Locale.ROOT))));
        last.ifPresent(price -> query.setParameter("name", price.item().model())
                .setParameter("modelId", price.modelId())
                .setParameter("connection", price.connectionName())
                .setParameter("from", Columns.time(price.item().effectiveFrom())));
        List<Price> found = query.setMaxResults(limit + 1).getResultList();
        Optional<String> next =
                found.size() > limit ? Optional.of(found.get(limit - 1).id()) : Optional.empty();
        return new Slice<>(found.stream().limit(limit).map(Price::item).toList(), next);
    }

    /** The ids of those prices, among some, that hold at a time: of each model's connection the latest that has begun. */
    @RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
    public Set<String> holding(List<PriceItem> among, Instant now) {
        if (among.isEmpty()) {
            return Set.of();
        }
        return Set.copyOf(entities.createQuery(
                        "select p.id from Price p where p.id in :ids and p.effectiveFrom <= :now and not exists"
                                + " (select q.id from Price q where q.modelId = p.modelId and q.connectionName = p.connectionName"
                                + " and q.effectiveFrom > p.effectiveFrom and q.effectiveFrom <= :now)",
                        String.class)
                .setParameter("ids", among.stream().map(PriceItem::id).toList())
                .setParameter("now", Columns.time(now))
                .getResultList());
    }

    @RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
    public PriceItem find(String id) {
        return get(id).item();
    }

    /**
     * Sets a price from a time on.
     *
     * @return its id
     * @throws RegistryException if there is no such model or connection, or another price from the same time
     */
    public String add(PriceGiven given) {
        Model model = model(given.model());
        Price price = new Price(
                model, given.connection().map(name -> connection(model, name)).orElse(""));
        price.set(given.effectiveFrom(), given.currency(), given.rates(), actor.get(), Instant.now());
        entities.persist(price);
        flush(price);
        audit.record(actor.get(), "price.added", target(price), null, JsonRecords.write(price.item()));
        announce.accept(new PriceChanged(price.id(), price.modelId(), Optional.of(price.item())));
        return price.id();
    }

    /**
     * Changes a price.
     *
     * @param seenVersion the version that the user saw, {@code null} if any will do
     */
    public void edit(String id, Long seenVersion, Instant effectiveFrom, String currency, Rates rates) {
        Price price = get(id, seenVersion);
        PriceItem before = price.item();
        price.set(effectiveFrom, currency, rates, actor.get(), Instant.now());
        flush(price);
        audit.record(
                actor.get(), "price.edited", target(price), JsonRecords.write(before), JsonRecords.write(price.item()));
        announce.accept(new PriceChanged(price.id(), price.modelId(), Optional.of(price.item())));
    }

    /** Takes a price away; what was charged by it stays. */
    public void delete(String id, Long seenVersion) {
        Price price = get(id, seenVersion);
        entities.remove(price);
        flush(price);
        audit.record(actor.get(), "price.deleted", target(price), JsonRecords.write(price.item()), null);
        announce.accept(new PriceChanged(price.id(), price.modelId(), Optional.empty()));
    }

    private Price place(String after) {
        try {
            return get(after);
        } catch (RegistryException notOfThisList) {
            throw RegistryException.foreignPlace();
        }
    }

    private Price get(String id) {
        Price price = entities.find(Price.class, DatabaseText.of("id", id));
        if (price == null) {
            throw RegistryException.notFound("There is no price with the id " + id);
        }
        return price;
    }

    private Price get(String id, Long seenVersion) {
        Price price = get(id);
        if (seenVersion != null && seenVersion != price.version()) {
            throw RegistryException.stale("The price", seenVersion, price.version());
        }
        return price;
    }

    private Model model(String idOrName) {
        Model byId = entities.find(Model.class, DatabaseText.of("model", idOrName));
        return byId != null
                ? byId
                : models.named(idOrName)
                        .orElseThrow(() -> RegistryException.invalid("model", "is no model: " + idOrName));
    }

    private String connection(Model model, String name) {
        return models.connections(model).stream()
                .map(Connection::name)
                .filter(candidate -> Definition.nameKey(candidate).equals(Definition.nameKey(name)))
                .findFirst()
                .orElseThrow(() -> RegistryException.invalid(
                        "connection", "is no connection of the model " + model.name() + ": " + name));
    }

    private void flush(Price price) {
        try {
            entities.flush();
        } catch (OptimisticLockException otherWasFirst) {
            throw RegistryException.stale("The price");
        } catch (PersistenceException failed) {
            if (DatabaseFailure.violatedConstraint(failed).isPresent()) {
                throw RegistryException.taken(
                        "effectiveFrom",
                        "There is another price of " + target(price).name() + " from that time on");
            }
            throw failed;
        }
    }

    private static AuditTarget target(Price price) {
        PriceItem item = price.item();
        return new AuditTarget(
                "price", item.id(), item.model() + (item.connection() == null ? "" : "/" + item.connection()));
    }
}
