package org.externalmodels.registry.keys;

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
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.Cursors;
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

/** Gives out keys and takes them back. What is changed here is known to every server within two seconds. */
@Stateless
@RolesAllowed(Role.ADMIN)
public class ApplicationKeys {

    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final EntityManager entities;
    private final AuditLog audit;
    private final Consumer<KeysChanged> announce;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public ApplicationKeys() {
        this(null, null, null, null);
    }

    @Inject
    public ApplicationKeys(EntityManager entities, AuditLog audit, Event<KeysChanged> event) {
        this.entities = entities;
        this.audit = audit;
        announce = event::fire;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    ApplicationKeys(EntityManager entities, AuditLog audit, Consumer<KeysChanged> announce, Supplier<Actor> actor) {
        this.entities = entities;
        this.audit = audit;
        this.announce = announce;
        this.actor = actor;
    }

    /** Makes a key. */
    public IssuedKey create(GivenKey given) {
        Secret key = KeyText.random();
        return guarded(given.name(), stamp -> {
            ApplicationKey made = new ApplicationKey(key, given, actor.get().name(), now());
            entities.persist(made);
            changed(stamp, "application-key.added", made, null);
            return new IssuedKey(made.id(), key);
        });
    }

    /**
     * Changes all but the key itself.
     *
     * @param seenVersion the version that the user saw, {@code null} to overwrite any
     */
    public void edit(String id, Long seenVersion, GivenKey given) {
        guarded(given.name(), stamp -> {
            ApplicationKey key = get(id, seenVersion);
            JsonObject before = audited(key);
            key.become(given);
            changed(stamp, "application-key.edited", key, before);
            return null;
        });
    }

    /**
     * Puts a new key in the place of the old one.
     *
     * @param overlap for how long the old one is still taken, at most 30 days
     */
    public IssuedKey rotate(String id, Long seenVersion, Duration overlap) {
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            throw RegistryException.invalid(
                    "overlapSeconds", "must be a whole number from 0 to " + LONGEST_OVERLAP.toSeconds());
        }
        Secret secret = KeyText.random();
        return guarded(id, stamp -> {
            ApplicationKey key = get(id, seenVersion);
            JsonObject before = audited(key);
            key.rotate(secret, now(), overlap);
            changed(stamp, "application-key.rotated", key, before);
            return new IssuedKey(id, secret);
        });
    }

    /** Takes a key back for good. */
    public void delete(String id, Long seenVersion) {
        guarded(id, stamp -> {
            ApplicationKey key = get(id, seenVersion);
            audit.record(actor.get(), "application-key.deleted", target(key), audited(key), null);
            entities.remove(key);
            entities.flush();
            announce.accept(new KeysChanged(stamp.next(), id, Optional.empty()));
            return null;
        });
    }

    /**
     * Refuses a name that a key cannot have.
     *
     * @param ownId of the key that may have it already, {@code null} for a new one
     */
    public void checkName(String name, String ownId) {
        NameRule.problem(name).ifPresent(message -> {
            throw RegistryException.invalid("name", message);
        });
        boolean taken = entities.createQuery("select k.id from ApplicationKey k where k.nameKey = :key", String.class)
                .setParameter("key", Definition.nameKey(name))
                .getResultStream()
                .anyMatch(holder -> !holder.equals(ownId));
        if (taken) {
            throw nameTaken();
        }
    }

    public ApplicationKeyDetail find(String id) {
        return detail(get(id, null));
    }

    /**
     * Lists keys by name.
     *
     * @param search a part of the name
     * @param limit the most lines, at least 1
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    public Slice<ApplicationKeyDetail> slice(Optional<String> search, int limit, Optional<String> after) {
        String query = "select k, u from ApplicationKey k left join ApplicationKeyUse u on u.keyId = k.id"
                + " where k.nameKey like :search escape '!'"
                + (after.isPresent() ? " and k.nameKey > :after" : "") + " order by k.nameKey";
        TypedQuery<Object[]> typed = entities.createQuery(query, Object[].class)
                .setParameter("search", DatabaseText.containing("search", Definition.nameKey(search.orElse(""))));
        after.ifPresent(text -> typed.setParameter("after", Cursors.name("application-keys", text)));
        List<Object[]> found = typed.setMaxResults(limit + 1).getResultList();
        Instant now = now();
        List<ApplicationKeyDetail> items = found.stream()
                .limit(limit)
                .map(line -> ApplicationKeyDetail.of(
                        (ApplicationKey) line[0],
                        Optional.ofNullable((ApplicationKeyUse) line[1]).map(ApplicationKeyUse::lastUsedAt),
                        now))
                .toList();
        Optional<String> next = found.size() > limit
                ? Optional.of(Cursors.ofName(
                        "application-keys",
                        Definition.nameKey(items.get(limit - 1).name())))
                : Optional.empty();
        return new Slice<>(items, next);
    }

    private ApplicationKey get(String id, Long seenVersion) {
        ApplicationKey key = entities.find(ApplicationKey.class, DatabaseText.of("id", id));
        if (key == null) {
            throw RegistryException.notFound("There is no application key with the id " + id);
        }
        if (seenVersion != null && seenVersion != key.version()) {
            throw RegistryException.stale("The application key " + key.name(), seenVersion, key.version());
        }
        return key;
    }

    private ApplicationKeyDetail detail(ApplicationKey key) {
        Optional<Instant> used = Optional.ofNullable(entities.find(ApplicationKeyUse.class, key.id()))
                .map(ApplicationKeyUse::lastUsedAt);
        return ApplicationKeyDetail.of(key, used, now());
    }

    private void changed(KeyStamp stamp, String action, ApplicationKey key, JsonObject before) {
        entities.flush();
        audit.record(actor.get(), action, target(key), before, audited(key));
        announce.accept(new KeysChanged(stamp.next(), key.id(), Optional.of(RingKey.of(key))));
    }

    private JsonObject audited(ApplicationKey key) {
        return JsonRecords.write(ApplicationKeyDetail.of(key, Optional.empty(), now()));
    }

    private static AuditTarget target(ApplicationKey key) {
        return new AuditTarget("application-key", key.id(), key.name());
    }

    /** The stamp's row is locked from here until commit, so that stamps have the order of commits. */
    private <T> T guarded(String name, Function<KeyStamp, T> work) {
        try {
            KeyStamp stamp = entities.find(KeyStamp.class, KeyStamp.ONLY, LockModeType.PESSIMISTIC_WRITE);
            T result = work.apply(stamp);
            entities.flush();
            return result;
        } catch (OptimisticLockException otherWasFirst) {
            throw RegistryException.stale("The application key " + name);
        } catch (PersistenceException failed) {
            throw refusal(failed).orElseThrow(() -> failed);
        }
    }

    private static Optional<RegistryException> refusal(PersistenceException failed) {
        return DatabaseFailure.violatedConstraint(failed)
                .filter(text -> text.contains("application_key_name_unique"))
                .map(text -> nameTaken());
    }

    private static RegistryException nameTaken() {
        return RegistryException.taken("name", "There is already an application key of this name");
    }

    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }
}
