package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.NotSupportedException;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.ResourceAdapterInternalException;
import java.nio.file.Path;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResourceAdapterLifecycleTest {

    private final InferenceResourceAdapter first = new InferenceResourceAdapter();
    private final InferenceResourceAdapter second = new InferenceResourceAdapter();

    @BeforeEach
    void configure(@TempDir Path folder) {
        first.setJournalDirectory(folder.resolve("journal").toString());
        second.setJournalDirectory(first.getJournalDirectory());
    }

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
    }

    @Test
    void sharesOneEngineBetweenAllInstances() throws Exception {
        first.start(null);
        second.start(null);
        assertThat(first.engine()).isSameAs(second.engine());
    }

    @Test
    void showsThroughOneInstanceWhatWasPublishedThroughAnother() throws Exception {
        first.start(null);
        second.start(null);
        AdministeredModelDirectory one = new AdministeredModelDirectory();
        one.setResourceAdapter(first);
        AdministeredModelDirectory other = new AdministeredModelDirectory();
        other.setResourceAdapter(second);
        one.publish(new ModelSnapshot(7, java.util.List.of()));
        assertThat(other.version()).isEqualTo(7);
    }

    @Test
    void keepsTheEngineUntilTheLastInstanceStops() throws Exception {
        first.start(null);
        second.start(null);
        first.stop();
        first.stop();
        assertThat(SharedEngine.running().orElseThrow().engine()).isSameAs(second.engine());
        second.stop();
        assertThat(SharedEngine.running()).isEmpty();
    }

    @Test
    void startsAgainAfterItStopped() throws Exception {
        first.start(null);
        first.stop();
        assertThatCode(() -> first.start(null)).doesNotThrowAnyException();
    }

    @Test
    void reportsInstancesThatDisagreeAboutTheirSettings() throws Exception {
        first.start(null);
        second.setMaxConnections(7);
        assertThatThrownBy(() -> second.start(null))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("already runs with")
                .hasMessageContaining("maxConnections=1000")
                .hasMessageContaining("maxConnections=7");
        first.stop();
        assertThatCode(() -> second.start(null)).doesNotThrowAnyException();
    }

    @Test
    void hasNoEngineBeforeItStartsNorAfterItStops() throws Exception {
        assertThatThrownBy(first::engine).isInstanceOf(IllegalStateException.class);
        first.start(null);
        first.stop();
        assertThatThrownBy(first::engine).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sharesSubmissionsBetweenAllInstances() throws Exception {
        first.start(null);
        second.start(null);
        assertThat(first.submissions()).isSameAs(second.submissions());
        assertThat(first.getXAResources(null)[0].isSameRM(second.getXAResources(null)[0]))
                .isTrue();
    }

    @Test
    void activatesNothingButItsOwnActivations() throws Exception {
        first.start(null);
        assertThatThrownBy(() -> first.endpointActivation(null, null)).isInstanceOf(NotSupportedException.class);
    }
}
