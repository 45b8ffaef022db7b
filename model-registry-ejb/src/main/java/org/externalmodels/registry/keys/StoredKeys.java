package org.externalmodels.registry.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.externalmodels.registry.OwnTransaction;

/** The keys in the database, as the ring needs them. */
@ApplicationScoped
@OwnTransaction
public class StoredKeys {

    private final EntityManager entities;

    protected StoredKeys() {
        this(null);
    }

    @Inject
    public StoredKeys(EntityManager entities) {
        this.entities = entities;
    }

    /** The stamp of the last committed change. */
    public long stamp() {
        return entities.createQuery("select s.stamp from KeyStamp s where s.id = :only", Long.class)
                .setParameter("only", KeyStamp.ONLY)
                .getSingleResult();
    }

    /** The stamp is read first: what is committed while the rest is read comes again with its own stamp. */
    public All all() {
        long stamp = stamp();
        List<RingKey> keys =
                entities.createQuery("select k from ApplicationKey k", ApplicationKey.class).getResultList().stream()
                        .map(RingKey::of)
                        .toList();
        return new All(stamp, keys);
    }

    /** In the order of ids, so that two servers that do the same do not wait for each other in a circle. */
    public void rememberUses(Map<String, Instant> uses) {
        new TreeMap<>(uses).forEach((id, at) -> {
            ApplicationKeyUse use = entities.find(ApplicationKeyUse.class, id, LockModeType.PESSIMISTIC_WRITE);
            if (use == null) {
                entities.persist(new ApplicationKeyUse(id, at));
            } else {
                use.used(at);
            }
        });
    }

    /** All keys at one stamp. */
    public record All(long stamp, List<RingKey> keys) {}
}
