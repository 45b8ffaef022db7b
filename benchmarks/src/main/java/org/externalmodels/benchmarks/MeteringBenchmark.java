package org.externalmodels.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.externalmodels.connector.engine.CallTarget;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.connector.engine.UnmeteredEngine;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Timeouts;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/** The same chat call of 1 KB with its usage record in the journal, and with the record dropped. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Threads(16)
@Warmup(iterations = 10, time = 4)
@Measurement(iterations = 5, time = 2)
public class MeteringBenchmark {

    @Benchmark
    public String chat(Engine engine) {
        return engine.call(ChatRequest.PROMPT);
    }

    /** One of the two. */
    @State(Scope.Benchmark)
    public static class Engine {

        @Param({"on", "off"})
        String metering;

        private final CallTarget target =
                new CallTarget(CallOrigin.APPLICATION, Adapter.OPENAI, Optional.of("main"), Timeouts.NONE);
        private ProviderProcess provider;
        private WorkFolder journal;
        private InferenceEngine engine;

        @Setup
        public void open() throws IOException {
            provider = new ProviderProcess();
            journal = new WorkFolder("journal");
            EngineSettings settings =
                    new EngineSettings(journal.path(), Duration.ofMillis(50), 256).withNetwork(Network.withLoopback());
            engine = metering.equals("on") ? InferenceEngine.open(settings) : UnmeteredEngine.open(settings);
            engine.directory()
                    .publish(new ModelSnapshot(
                            1,
                            List.of(Adapter.model(
                                    Adapter.OPENAI,
                                    ProviderStructure.OPENAI_CHAT,
                                    URI.create(provider.baseUrl() + "/chat/completions"),
                                    Modality.TEXT_TO_TEXT))));
        }

        String call(String prompt) {
            return InferenceEngine.await(engine.infer(target, InferenceRequest.prompt(prompt)))
                    .text();
        }

        /** How many records there are, up to a number. */
        int records(int most) {
            return engine.directory().journal().read(0, most).size();
        }

        @TearDown
        public void close() throws IOException {
            engine.close();
            provider.close();
            journal.close();
        }
    }
}
