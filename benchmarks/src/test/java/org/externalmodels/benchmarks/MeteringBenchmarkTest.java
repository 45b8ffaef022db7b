package org.externalmodels.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MeteringBenchmarkTest {

    @ParameterizedTest
    @CsvSource({"on, 2", "off, 0"})
    void theRecordIsAllThatDiffers(String metering, int records) throws IOException {
        MeteringBenchmark.Engine engine = new MeteringBenchmark.Engine();
        engine.metering = metering;
        engine.open();
        try {
            MeteringBenchmark benchmark = new MeteringBenchmark();

            assertThat(benchmark.chat(engine)).startsWith("The claim describes water damage");
            assertThat(benchmark.chat(engine)).startsWith("The claim describes water damage");
            assertThat(engine.records(10)).isEqualTo(records);
        } finally {
            engine.close();
        }
    }
}
