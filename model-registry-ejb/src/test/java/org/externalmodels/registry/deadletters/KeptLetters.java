package org.externalmodels.registry.deadletters;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.externalmodels.inference.spi.DeadLetter;
import org.externalmodels.inference.spi.DeadLetters;

/** Dead letters that a test keeps. */
final class KeptLetters implements DeadLetters {

    final List<String> resent = new ArrayList<>();
    final List<String> discarded = new ArrayList<>();
    private final TreeMap<String, DeadLetter> letters = new TreeMap<>();

    KeptLetters(String... ids) {
        for (String id : ids) {
            letters.put(
                    id,
                    new DeadLetter(
                            id,
                            "claims",
                            "claim-" + id,
                            "gpt",
                            Optional.empty(),
                            Instant.EPOCH,
                            Instant.EPOCH,
                            6,
                            "it broke"));
        }
    }

    @Override
    public List<DeadLetter> list(String after, int limit) {
        return (after == null ? letters : letters.tailMap(after, false))
                .values().stream().limit(limit).toList();
    }

    @Override
    public Optional<DeadLetter> find(String id) {
        return Optional.ofNullable(letters.get(id));
    }

    @Override
    public boolean resend(String id) {
        resent.add(id);
        return letters.remove(id) != null;
    }

    @Override
    public boolean discard(String id) {
        discarded.add(id);
        return letters.remove(id) != null;
    }
}
