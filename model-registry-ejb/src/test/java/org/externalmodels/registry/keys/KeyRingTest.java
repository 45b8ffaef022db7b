package org.externalmodels.registry.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a server knows of keys by what it is told, before it looks again. */
class KeyRingTest {

    private final Database database = new Database();
    private final KeyRing ring = new KeyRing(database);

    private static final class Database extends StoredKeys {
        private final List<RingKey> keys = new ArrayList<>();

        @Override
        public long stamp() {
            return keys.size();
        }

        @Override
        public All all() {
            return new All(stamp(), keys);
        }
    }

    @BeforeEach
    void look() {
        ring.catchUp();
    }

    /** Somebody makes a key, of which the ring is not told yet. */
    private KeysChanged make(String text) {
        RingKey key = new RingKey(
                text,
                text,
                KeyText.hash(text),
                Optional.empty(),
                Optional.empty(),
                new KeyScope(List.of("*"), List.of("*")),
                Optional.empty(),
                true);
        database.keys.add(key);
        return new KeysChanged(database.stamp(), text, Optional.of(key));
    }

    private void assertOpens(String... texts) {
        assertThat(texts).allSatisfy(text -> assertThat(ring.check(text)).isInstanceOf(KeyVerdict.Accepted.class));
    }

    @Test
    void keysThatAreToldOutOfOrderOpenAllTheSame() {
        KeysChanged first = make("emk-first");
        KeysChanged second = make("emk-second");
        KeysChanged third = make("emk-third");

        ring.committed(third);
        ring.committed(second);
        assertThat(ring.check("emk-second")).isEqualTo(new KeyVerdict.Unknown());
        ring.committed(first);

        assertOpens("emk-first", "emk-second", "emk-third");
    }

    @Test
    void keysAreKnownFromALookAndFromWhatWasToldBeforeIt() {
        make("emk-elsewhere");
        KeysChanged here = make("emk-here");

        ring.committed(here);
        assertThat(ring.check("emk-here")).isEqualTo(new KeyVerdict.Unknown());
        ring.catchUp();
        assertOpens("emk-elsewhere", "emk-here");
        ring.committed(make("emk-later"));

        assertOpens("emk-elsewhere", "emk-here", "emk-later");
    }
}
