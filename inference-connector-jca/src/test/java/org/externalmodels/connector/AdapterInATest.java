package org.externalmodels.connector;

import java.nio.file.Path;
import java.time.Duration;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;

/** Starts adapters for tests. */
final class AdapterInATest {

    private AdapterInATest() {}

    static StandaloneAdapter start(Path folder) {
        return StandaloneAdapter.start(new EngineSettings(folder.resolve("journal"), Duration.ofMillis(50), 100)
                .withNetwork(Network.withLoopback()));
    }
}
