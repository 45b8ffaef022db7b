package org.externalmodels.registry.audit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.registry.access.Actor;
import org.junit.jupiter.api.Test;

class SignInsTest {

    private final List<String> recorded = new ArrayList<>();
    private final HandClock clock = new HandClock();
    private final SignIns signIns = new SignIns(new RecordingNotes(), clock);

    @Test
    void requestsOfOneUserFromOnePlaceAreOneSignIn() {
        signIns.api("ada", "10.0.0.1");
        signIns.api("ada", "10.0.0.1");
        signIns.api("ada", "10.0.0.2");
        signIns.api("bob", "10.0.0.1");

        assertThat(recorded).hasSize(3);
    }

    @Test
    void afterHalfAnHourItIsAnother() {
        signIns.api("ada", "10.0.0.1");
        clock.passes(Duration.ofMinutes(31));
        signIns.api("ada", "10.0.0.1");

        assertThat(recorded).hasSize(2);
    }

    @Test
    void everyFailureIsRecordedButNotAFloodOfThem() {
        for (int i = 0; i < 150; i++) {
            signIns.refused("ada", "api");
        }
        assertThat(recorded).hasSize(100);

        clock.passes(Duration.ofMinutes(2));
        signIns.refused("ada", "api");

        assertThat(recorded).hasSize(101);
        assertThat(recorded.get(100)).contains("\"unrecordedBefore\":50");
    }

    @Test
    void aNameThatNoDatabaseTakesIsRecordedWithoutIt() {
        signIns.refused("a\0b", "console");

        assertThat(recorded)
                .singleElement()
                .asString()
                .contains("a name that is none")
                .contains("console");
    }

    private final class RecordingNotes extends AuditNotes {
        @Override
        public void record(Actor actor, String action, AuditTarget target, JsonValue before, JsonValue after) {
            recorded.add(actor.name() + " " + action + " " + after);
        }
    }

    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        private void passes(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
