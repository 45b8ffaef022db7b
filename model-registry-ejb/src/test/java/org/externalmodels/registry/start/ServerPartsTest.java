package org.externalmodels.registry.start;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerPartsTest {

    @Test
    void aWholeServerGetsNoWord() {
        ServerParts whole = new ServerParts(name -> true);

        assertThat(whole.obstacle()).isEmpty();
        assertThat(whole.caution()).isEmpty();
    }

    @Test
    void withoutConfigurationNothingStartsAndItIsSaidWhy() {
        ServerParts bare = new ServerParts(name -> !name.startsWith("org.eclipse.microprofile.config"));

        assertThat(bare.obstacle())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .startsWith("External Models does not start")
                        .contains("MicroProfile Config", "docs/other-servers.md"));
    }

    @Test
    void allThatIsMissedIsInOneSentence() {
        ServerParts jakartaOnly = new ServerParts(
                name -> !name.startsWith("org.eclipse.microprofile.health") && !name.startsWith("io.opentelemetry"));

        assertThat(jakartaOnly.caution())
                .contains("This server lacks MicroProfile Health (nothing answers at /health/live and /health/ready),"
                        + " MicroProfile Telemetry (calls are not reported to OpenTelemetry); everything else of External"
                        + " Models works without.");
    }

    @Test
    void theNamesAreThoseOfThePlatformThatIsCompiledAgainst() {
        ServerParts here = new ServerParts(name -> {
            try {
                Class.forName(name, false, getClass().getClassLoader());
                return true;
            } catch (ClassNotFoundException e) {
                return false;
            }
        });

        assertThat(here.obstacle()).isEmpty();
        assertThat(here.caution()).isEmpty();
    }
}
