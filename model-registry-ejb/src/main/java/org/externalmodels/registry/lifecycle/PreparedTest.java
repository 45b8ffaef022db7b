package org.externalmodels.registry.lifecycle;

import java.time.Instant;
import java.util.Map;
import org.externalmodels.inference.spi.ModelDefinition;

/**
 * What a test call is made with, and what must not have changed for its success to count.
 *
 * @param definition that is called
 * @param revision its number
 * @param writtenAt when it was written last
 * @param credentials of each connection, by its id
 */
public record PreparedTest(
        ModelDefinition definition, int revision, Instant writtenAt, Map<String, TriedCredentials> credentials) {

    public PreparedTest {
        credentials = Map.copyOf(credentials);
    }
}
