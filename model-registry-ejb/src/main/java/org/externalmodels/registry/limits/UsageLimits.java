package org.externalmodels.registry.limits;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.TypedQuery;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.NameRule;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.JsonRecords;

/** Sets limits and budgets. What is changed here holds at once on this server, and within two seconds on every other one. */
@Stateless
@RolesAllowed(Role.ADMIN)
public class UsageLimits {

    /** Limits and budgets are one thing with two names. */
    public enum Kind {
        LIMIT("limit"),
        BUDGET("budget");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        private List<String> measures() {
            return Arrays.stream(Measure.values())
                    .filter(measure -> measure.isMoney() == (this == BUDGET))
                    .map(Measure::name)
                    .toList();
        }

        /** What a measure makes of it. */
        public static Kind of(Measure measure) {
            return measure.isMoney() ? BUDGET : LIMIT;
        }
    }

    private final EntityManager entities;
    private final ScopeNames names;
    private final AuditLog audit;
    private final Limits limits;
    private final Consumer<LimitsChanged> announce;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public UsageLimits() {
        this(null, null, null, null, null, null);
    }

    @Inject
    public UsageLimits(
            EntityManager entities, ScopeNames names, AuditLog audit, Limits limits, Event<LimitsChanged> event) {
        this.entities = entities;
        this.names = names;
        this.audit = audit;
        this.limits = limits;
        announce = event::fire;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public UsageLimits(
            EntityManager entities,
            ScopeNames names,
            AuditLog audit,
            Limits limits,
            Consumer<LimitsChanged> announce,
            Supplier<Actor> actor) {
        this.entities = entities;
        this.names = names;
        this.audit = audit;
        this.limits = limits;
        this.announce = announce;
        this.actor = actor;
    }

    /**
     * Lists limits or budgets by name.
     *
     * @param search a part of the name
     * @param limit the most lines, at least 1
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    @RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
    public Slice<LimitItem> slice(Kind kind, Optional<String> search, int limit, Optional<String> after) {
        TypedQuery<UsageLimit> query = entities.createQuery(
                "select l from UsageLimit l where l.measure in :measures and l.nameKey like :search escape '!'"
                        + (after.isPresent() ? " and l.nameKey > :after" : "") + " order by l.nameKey",
                UsageLimit.class);
        query.setParameter("measures", kind.measures());
        query.setParameter("search", DatabaseText.containing("search", Definition.nameKey(search.orElse(""))));
        after.ifPresent(text -> query.setParameter("after", DatabaseText.of("after", text)));
        List<UsageLimit> found = query.setMaxResults(limit + 1).getResultList();
        List<LimitItem> items = items(found.subList(0, Math.min(limit, found.size())));
        Optional<String> next = found.size() > limit
                ? Optional.of(Definition.nameKey(items.get(limit - 1).name()))
                : Optional.empty();
        return new Slice<>(items, next);
    }

    @RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
    public LimitItem find(Kind kind, String id) {
        return items(List.of(get(kind, id))).get(0);
    }

    /** Lists alerts, the newest first. */
    @RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
    public List<AlertItem> alerts(int most) {
        return names.alerts(most);
    }

    /**
     * Sets one.
     *
     * @return its id
     */
    public String add(GivenLimit given) {
        Scope ids = names.ids(given);
        move();
        UsageLimit made = new UsageLimit(given.measure());
        made.become(given, ids, actor.get().name(), now());
        entities.persist(made);
        flush(made);
        changed(made, "added", null, audited(made));
        return made.id();
    }

    /**
     * Changes one. What is used of a budget stays used.
     *
     * @param seenVersion the version that the user saw, {@code null} if any will do
     */
    public void edit(Kind kind, String id, Long seenVersion, GivenLimit given) {
        Scope ids = names.ids(given);
        move();
        UsageLimit limit = get(kind, id, seenVersion);
        JsonObject before = audited(limit);
        limit.become(given, ids, actor.get().name(), now());
        flush(limit);
        changed(limit, "edited", before, audited(limit));
    }

    /**
     * Refuses a name that a limit or budget cannot have.
     *
     * @param ownId of the one that may have it already, {@code null} for a new one
     */
    public void checkName(String name, String ownId) {
        NameRule.problem(name == null ? "" : name.strip()).ifPresent(message -> {
            throw RegistryException.invalid("name", message);
        });
        boolean taken = entities.createQuery("select l.id from UsageLimit l where l.nameKey = :key", String.class)
                .setParameter("key", Definition.nameKey(name))
                .getResultStream()
                .anyMatch(holder -> !holder.equals(ownId));
        if (taken) {
            throw nameTaken();
        }
    }

    private static RegistryException nameTaken() {
        return RegistryException.taken("name", "There is already a limit or budget of this name");
    }

    /** Takes one away. */
    public void delete(Kind kind, String id, Long seenVersion) {
        move();
        UsageLimit limit = get(kind, id, seenVersion);
        entities.remove(limit);
        flush(limit);
        changed(limit, "deleted", audited(limit), null);
    }

    private UsageLimit get(Kind kind, String id) {
        UsageLimit limit = entities.find(UsageLimit.class, DatabaseText.of("id", id));
        if (limit == null || Kind.of(limit.measure()) != kind) {
            throw RegistryException.notFound("There is no " + kind.word + " with the id " + id);
        }
        return limit;
    }

    private UsageLimit get(Kind kind, String id, Long seenVersion) {
        UsageLimit limit = get(kind, id);
        if (seenVersion != null && seenVersion != limit.version()) {
            throw RegistryException.stale("The " + kind.word + " " + limit.name(), seenVersion, limit.version());
        }
        return limit;
    }

    /** The stamp's row is locked from here until commit, so that stamps have the order of commits. */
    private void move() {
        long unused = entities.find(LimitStamp.class, LimitStamp.ONLY, LockModeType.PESSIMISTIC_WRITE)
                .next();
    }

    private void changed(UsageLimit limit, String what, JsonObject before, JsonObject after) {
        String word = Kind.of(limit.measure()).word;
        audit.record(actor.get(), word + "." + what, new AuditTarget(word, limit.id(), limit.name()), before, after);
        boolean holds = after != null && limit.enabled();
        announce.accept(new LimitsChanged(limit.id(), holds ? Optional.of(rule(limit)) : Optional.empty()));
    }

    private LimitRule rule(UsageLimit limit) {
        Scope ids = limit.ids();
        return new LimitRule(
                limit.id(),
                limit.name(),
                limit.measure(),
                LimitRule.units(limit.measure(), limit.amount()),
                Optional.ofNullable(limit.currency()),
                new Scope(names.names(ids).key(), ids.application(), ids.modelId(), ids.connectionId()),
                limit.shadow(),
                limit.version());
    }

    private void flush(UsageLimit limit) {
        try {
            entities.flush();
        } catch (OptimisticLockException otherWasFirst) {
            throw RegistryException.stale("The " + Kind.of(limit.measure()).word + " " + limit.name());
        } catch (PersistenceException failed) {
            if (DatabaseFailure.violatedConstraint(failed)
                    .filter(text -> text.contains("usage_limit_name_unique"))
                    .isPresent()) {
                throw nameTaken();
            }
            throw failed;
        }
    }

    private JsonObject audited(UsageLimit limit) {
        return JsonRecords.write(item(limit, names.names(limit.ids()), null));
    }

    /** Names, and what is used, are looked up for all of them at once. */
    private List<LimitItem> items(List<UsageLimit> found) {
        ScopeNames.Names shown = names.names(found.stream().map(UsageLimit::ids).toList());
        Map<String, Long> used = limits == null
                ? Map.of()
                : limits.used(found.stream().filter(UsageLimit::enabled).toList());
        return found.stream()
                .map(limit -> item(limit, shown.of(limit.ids()), used.get(limit.id())))
                .toList();
    }

    /** @param used units, {@code null} if that is not known */
    private static LimitItem item(UsageLimit limit, Scope shown, Long used) {
        Measure measure = limit.measure();
        return new LimitItem(
                limit.id(),
                limit.name(),
                measure,
                plain(limit.amount()),
                limit.currency(),
                shown.key(),
                shown.application(),
                shown.modelId(),
                shown.connectionId(),
                limit.shadow(),
                limit.enabled(),
                used == null ? null : plain(LimitRule.amount(measure, used)),
                measure.isMoney() ? measure.windowEnd(Instant.now()) : null,
                limit.changedBy(),
                limit.changedOn(),
                limit.version());
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
