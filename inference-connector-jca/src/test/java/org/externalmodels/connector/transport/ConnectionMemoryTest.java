package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionMemoryTest {

    private final ConnectionMemory memory = new ConnectionMemory(100 << 10);

    @Test
    void holdsFewerSecureConnectionsThanPlainOnes() {
        assertThat(fitting(true)).isEqualTo(2);
        assertThat(fitting(false)).isEqualTo(1);

        memory.giveBack(true);
        memory.giveBack(true);

        assertThat(fitting(false)).isEqualTo(6);
    }

    private int fitting(boolean secure) {
        int count = 0;
        while (memory.take(secure)) {
            count++;
        }
        return count;
    }
}
