package org.externalmodels.workflow.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class AttemptTest {

    @Test
    void givesWhatTheWorkGave() {
        Attempt<String> attempt = new Attempt<>(() -> "done");

        assertThat(attempt.succeeds()).isTrue();
        assertThat(attempt.result()).isEqualTo("done");
    }

    @Test
    void throwsWhatTheWorkThrewItself() {
        RuntimeException exception = new IllegalArgumentException("broken");
        Error error = new OutOfMemoryError("none left");

        assertFails(exception, new Attempt<>(() -> {
            throw exception;
        }));
        assertFails(error, new Attempt<>(() -> {
            throw error;
        }));
    }

    private static void assertFails(Throwable failure, Attempt<?> attempt) {
        assertThat(attempt.succeeds()).isFalse();
        assertThatThrownBy(attempt::result).isSameAs(failure);
    }
}
