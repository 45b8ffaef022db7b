package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class JournalLimitTest {

    private static final String PATH = "/openai/v1/chat/completions";

    /** Held, or the setting would be collected with the logger. */
    private static final Logger QUIET = Logger.getLogger("org.externalmodels.connector");

    @BeforeAll
    static void beQuiet() {
        QUIET.setLevel(Level.OFF);
    }

    @AfterAll
    static void speakAgain() {
        QUIET.setLevel(null);
    }

    @Test
    void aCallThatCouldNotBeRecordedNeverReachesTheProvider() throws Exception {
        try (EngineFixture fixture =
                new EngineFixture(settings -> settings.withMaxAttempts(1).withJournalLimit(12_000))) {
            fixture.publish(fixture.chat().connection("main", EngineFixture.KEY).build());
            UsageJournal journal = fixture.engine.directory().journal();
            int answered = 0;
            while (!journal.fill().isFull()) {
                fixture.infer("one two");
                answered++;
            }

            for (int i = 0; i < 50; i++) {
                assertThatThrownBy(() -> fixture.infer("one more"))
                        .isInstanceOfSatisfying(
                                InferenceException.class,
                                refused -> assertThat(refused.code()).isEqualTo(FailureCode.LIMIT_EXCEEDED))
                        .hasMessageContaining("journal");
            }

            assertThat(fixture.served(PATH)).isEqualTo(answered);
            List<Entry> records = journal.read(0, 1_000);
            assertThat(records.stream()
                            .filter(entry -> entry.record().outcome().code().isEmpty()))
                    .hasSize(answered);
            assertThat(journal.fill().bytes())
                    .as("what is kept for calls under way is left to them")
                    .isLessThan(13_000);
        }
    }
}
