package org.externalmodels.registry.start;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PersistenceUnitTest {

    private static final String DATA_SOURCE =
            "    <jta-data-source>java:app/env/jdbc/ExternalModels</jta-data-source>\n";

    @Test
    void isTheSameForBothApplicationsButForTheDataSource() throws IOException {
        String shared = Files.readString(Path.of("src/main/resources/META-INF/persistence.xml"));
        String full = Files.readString(Path.of("../ear/src/main/default-data-source/META-INF/persistence.xml"));

        assertThat(shared).contains(DATA_SOURCE);
        assertThat(full).isEqualTo(shared.replace(DATA_SOURCE, ""));
    }
}
