package org.externalmodels.registry.limits;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * What calls of this server under way have taken of budgets and may give back. What has ended stays among it until it is
 * forgotten, so that who reads what is used, and then this, never takes for spent what is given back between the two.
 * Thread-safe. By the keys of buckets, which a change of the budget leaves as they are.
 */
final class Reservations {

    private final ConcurrentMap<String, Long> reserved = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Long> ended = new ConcurrentHashMap<>();

    void add(Taken part) {
        reserved.merge(part.bucket().key(), part.units(), Long::sum);
    }

    void end(Taken part) {
        ended.merge(part.bucket().key(), part.units(), Long::sum);
    }

    void forgetEnded() {
        for (String key : ended.keySet()) {
            Long units = ended.remove(key);
            if (units != null) {
                reserved.computeIfPresent(key, (same, all) -> all.equals(units) ? null : all - units);
            }
        }
    }

    long of(Bucket bucket) {
        return reserved.getOrDefault(bucket.key(), 0L);
    }

    boolean isEmpty() {
        return reserved.isEmpty() && ended.isEmpty();
    }
}
