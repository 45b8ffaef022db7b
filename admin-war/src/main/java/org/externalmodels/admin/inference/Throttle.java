package org.externalmodels.admin.inference;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses keys or passwords: each address may be wrong a number of times, which comes back with time.
 * The longest quiet addresses are forgotten before they fill the memory. Thread-safe.
 */
final class Throttle {

    private static final int MOST_FAILURES = 20;
    private static final long ONE_COMES_BACK = Duration.ofSeconds(3).toNanos();
    private static final int MOST_ADDRESSES = 10_000;

    private final LongSupplier nanoTime;

    /** For each address, when all of its failures will have come back. */
    private final Map<String, Long> clear = new LinkedHashMap<>(16, 0.75f, true);

    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** How long an address has to wait before it may be wrong again; empty if it need not. */
    synchronized Optional<Duration> wait(String address) {
        Long until = clear.get(group(address));
        if (until == null) {
            return Optional.empty();
        }
        long over = until - nanoTime.getAsLong() - (MOST_FAILURES - 1) * ONE_COMES_BACK;
        return over > 0 ? Optional.of(Duration.ofNanos(over)) : Optional.empty();
    }

    synchronized void failed(String address) {
        long now = nanoTime.getAsLong();
        String group = group(address);
        Long until = clear.get(group);
        long from = until == null || until - now < 0 ? now : until;
        long latest = now + MOST_FAILURES * ONE_COMES_BACK;
        clear.put(group, Math.min(from + ONE_COMES_BACK, latest));
        if (clear.size() > MOST_ADDRESSES) {
            clear.remove(clear.keySet().iterator().next());
        }
    }

    /** One subscriber has a whole /64 of IPv6 addresses. */
    private static String group(String address) {
        if (address.indexOf(':') < 0) {
            return address;
        }
        String[] parts = address.split(":", 5);
        return parts.length < 5 ? address : parts[0] + ':' + parts[1] + ':' + parts[2] + ':' + parts[3];
    }
}
