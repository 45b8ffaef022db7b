package org.externalmodels.registry.traces;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import javax.sql.DataSource;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.registry.support.Records;
import org.junit.jupiter.api.Test;

class TraceStoreTest {

    /** Nobody says that an error does. */
    @Test
    void anErrorEndsAsAFailureThatRollsBack() {
        DataSource exhausted = (DataSource) Proxy.newProxyInstance(
                TraceStoreTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    throw new OutOfMemoryError("meant");
                });

        assertThatThrownBy(() -> new TraceStore(exhausted)
                        .store("journal-1", 0, List.of(new Entry(1, Records.complete("t1", Records.NOON)))))
                .isInstanceOf(RuntimeException.class)
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }
}
