package org.externalmodels.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.benchmarks.WorkFolder;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.HeaderDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.UsageJournal;

/** An adapter with one model, which the sandbox answers with a fault such as a delay. */
final class LoadedAdapter implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final int BATCH = 5_000;

    private final WorkFolder journal;
    private final StandaloneAdapter adapter;
    private long collected;

    LoadedAdapter(URI endpoint, String fault, int maxConnections) throws IOException {
        journal = new WorkFolder("journal");
        adapter = StandaloneAdapter.start(new EngineSettings(journal.path(), Duration.ofMillis(50), maxConnections)
                .withNetwork(Network.withLoopback()));
        adapter.directory().publish(snapshot(endpoint, fault));
    }

    ModelConnection connection() {
        return adapter.models().getConnection("load");
    }

    /** Reads and releases the usage records that have come since; their number. */
    long collectRecords() {
        UsageJournal records = adapter.directory().journal();
        long read = 0;
        for (List<UsageJournal.Entry> batch = records.read(collected, BATCH);
                !batch.isEmpty();
                batch = records.read(collected, BATCH)) {
            read += batch.size();
            collected = batch.get(batch.size() - 1).position();
        }
        records.release(collected);
        return read;
    }

    /** The model {@code load} alone, which the sandbox answers with a fault. */
    static ModelSnapshot snapshot(URI endpoint, String fault) {
        return new ModelSnapshot(1, List.of(model(endpoint, fault)));
    }

    private static ModelDefinition model(URI endpoint, String fault) {
        return new ModelDefinition(
                "1",
                "load",
                1,
                ModelDefinition.Status.ACTIVE,
                true,
                ProviderStructure.OPENAI_CHAT,
                Optional.of(endpoint),
                Optional.of("sandbox-1"),
                List.of(new HeaderDefinition("X-Sandbox-Fault", Secret.of(fault), false)),
                Optional.empty(),
                Set.of(Feature.STREAMING),
                Set.of(Modality.TEXT_TO_TEXT),
                new Timeouts(PATIENCE, PATIENCE, PATIENCE, PATIENCE),
                BodyCapture.OFF,
                List.of(new ConnectionDefinition(
                        "1", "main", true, Optional.empty(), new Authentication.ProviderKey(Secret.of("sk-load")))));
    }

    @Override
    public void close() throws IOException {
        adapter.close();
        journal.close();
    }
}
