package org.externalmodels.registry.keys;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All keys in memory, so that calls are checked without the database and go on without it. Checks read one volatile
 * reference; changes replace it.
 */
@ApplicationScoped
public class KeyRing {

    private final StoredKeys stored;
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();

    /** Changes that were told before the one that they follow, by its stamp. */
    private final SortedMap<Long, KeysChanged> waiting = new TreeMap<>();

    private volatile Keys keys;
    private volatile boolean outOfReach;

    protected KeyRing() {
        this(null);
    }

    @Inject
    public KeyRing(StoredKeys stored) {
        this.stored = stored;
    }

    /**
     * Checks a key that a call came with. Keys are found by their hash, which says nothing about how much of a guess was
     * right; hashes are compared in constant time all the same.
     */
    public KeyVerdict check(String presented) {
        Keys known = keys;
        if (known == null) {
            return new KeyVerdict.NotLoaded();
        }
        if (!KeyText.isPossible(presented)) {
            return new KeyVerdict.Unknown();
        }
        String hash = KeyText.hash(presented);
        RingKey found = known.find(hash);
        if (found == null) {
            // It may be one that another server gave out meanwhile.
            return outOfReach ? new KeyVerdict.NotLoaded() : new KeyVerdict.Unknown();
        }
        Instant now = Instant.now();
        KeyVerdict verdict = found.verdict(hash, now);
        if (verdict instanceof KeyVerdict.Accepted) {
            uses.put(found.id(), now);
        }
        return verdict;
    }

    /** Brings in what any server changed. */
    public synchronized void catchUp() {
        Keys known = keys;
        if (known == null || known.stamp != stored.stamp()) {
            StoredKeys.All all = stored.all();
            replaceBy(new Keys(all.stamp(), all.keys()));
        }
        outOfReach = false;
    }

    /** The database cannot be asked: what was known last still holds, and nobody can tell of the rest until {@link #catchUp}. */
    public void cannotCatchUp() {
        outOfReach = true;
    }

    /**
     * Brings in a change made here before the one who made it goes on. Changes that are told out of order wait for each other;
     * when another server's lies between, {@link #catchUp} brings all.
     */
    public synchronized void committed(@Observes(during = TransactionPhase.AFTER_SUCCESS) KeysChanged changed) {
        waiting.put(changed.stamp() - 1, changed);
        if (keys != null) {
            replaceBy(keys);
        }
    }

    private void replaceBy(Keys known) {
        Keys latest = known;
        for (KeysChanged next = waiting.remove(latest.stamp); next != null; next = waiting.remove(latest.stamp)) {
            latest = latest.with(next);
        }
        waiting.headMap(latest.stamp).clear();
        keys = latest;
    }

    /** Stores when keys were last used. What is not stored now is stored the next time. */
    public void storeUses() {
        Map<String, Instant> due = new HashMap<>(uses);
        if (!due.isEmpty()) {
            stored.rememberUses(due);
            due.forEach(uses::remove);
        }
    }

    /** All keys at one stamp. Immutable. */
    private static final class Keys {
        private final long stamp;
        private final Map<String, RingKey> byId = new HashMap<>();
        private final Map<String, RingKey> byHash = new HashMap<>();

        Keys(long stamp, Collection<RingKey> keys) {
            this.stamp = stamp;
            for (RingKey key : keys) {
                byId.put(key.id(), key);
                byHash.put(key.hash(), key);
                key.previousHash().ifPresent(previous -> byHash.put(previous, key));
            }
        }

        Keys with(KeysChanged changed) {
            Map<String, RingKey> next = new HashMap<>(byId);
            next.remove(changed.id());
            changed.now().ifPresent(key -> next.put(key.id(), key));
            return new Keys(changed.stamp(), next.values());
        }

        RingKey find(String hash) {
            RingKey key = byHash.get(hash);
            if (key == null) {
                return null;
            }
            boolean current = isEqual(key.hash(), hash);
            boolean previous = isEqual(key.previousHash().orElse(""), hash);
            boolean same = current || previous;
            return same ? key : null;
        }

        private static boolean isEqual(String one, String other) {
            return MessageDigest.isEqual(
                    one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
        }
    }
}
