package org.externalmodels.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CrashRoundsTest {

    @Test
    void noRecordIsLostAndNoneTwiceWhereverTheProcessIsKilled() throws Exception {
        assertThat(CrashRounds.run(3, System.nanoTime())).isTrue();
    }
}
