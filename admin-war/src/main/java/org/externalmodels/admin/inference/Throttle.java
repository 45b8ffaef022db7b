package org.externalmodels.admin.inference;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Slows down who guesses keys or passwords: each address may be wrong a number of times, which comes back with time. With
 * passwords it may for each user, so that nobody who guesses one locks out others behind the same proxy. Who has been quiet
 * the longest is forgotten before all of them fill the memory. Thread-safe.
 */
final class Throttle {

    private static final int MOST_FAILURES = 20;
    private static final long ONE_COMES_BACK = Duration.ofSeconds(3).toNanos();
    private static final int MOST_REMEMBERED = 10_000;

    private final LongSupplier nanoTime;

    /** For each guesser, when all of its failures will have come back. */
    private final Map<Guesser, Long> clear = new LinkedHashMap<>(16, 0.75f, true);

    Throttle(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Who guesses. */
    record Guesser(String of) {

        /** A key: the address is all that is known. */
        static Guesser ofKey(String address) {
            return new Guesser(group(address));
        }

        /** A user's password; registries take a name in more than one spelling. */
        static Guesser ofPassword(String address, String user) {
            String spelling = user.strip().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT);
            // A name may be as long as a header.
            return new Guesser(group(address) + ' ' + Integer.toHexString(spelling.hashCode()));
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

    /** How long somebody has to wait before being wrong again; empty if there is no need to. */
    synchronized Optional<Duration> wait(Guesser guesser) {
        Long until = clear.get(guesser);
        if (until == null) {
            return Optional.empty();
        }
        long over = until - nanoTime.getAsLong() - (MOST_FAILURES - 1) * ONE_COMES_BACK;
        return over > 0 ? Optional.of(Duration.ofNanos(over)) : Optional.empty();
    }

    synchronized void failed(Guesser guesser) {
        long now = nanoTime.getAsLong();
        Long until = clear.get(guesser);
        long from = until == null || until - now < 0 ? now : until;
        long latest = now + MOST_FAILURES * ONE_COMES_BACK;
        clear.put(guesser, Math.min(from + ONE_COMES_BACK, latest));
        if (clear.size() > MOST_REMEMBERED) {
            clear.remove(clear.keySet().iterator().next());
        }
    }
}
