package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SandboxSwitchTest {
    @ParameterizedTest
    @ValueSource(strings = {"/", "/count", Client.CHAT, "/openai/v1/models", "/any/echo", "/else"})
    void offHidesEverything(String path) {
        try (var sandbox = SandboxServer.start(false)) {
            var client = new Client(sandbox);

            assertThat(client.get(path).statusCode()).isEqualTo(404);
            assertThat(client.post(path, Client.hello(), "Authorization", "Bearer sk-test")
                            .statusCode())
                    .isEqualTo(404);
        }
    }

    @ParameterizedTest
    @CsvSource({"on, true", "TRUE, true", "' On ', true", "off, false", "yes, false", "'', false"})
    void initParameterDecidesWithoutMicroProfile(String value, boolean on) {
        assertThat(SandboxSwitch.isOn(value, !on)).isEqualTo(on);
    }

    @Test
    void isOffForAServerThatSaysNothing() {
        assertThat(SandboxSwitch.isOn(null, false)).isFalse();
    }

    @Test
    void onShowsAPageWithALineToTry() {
        try (var sandbox = SandboxServer.start()) {
            var page = new Client(sandbox).get("/");

            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
            assertThat(page.body()).contains("curl " + sandbox.uri("/openai/v1/chat/completions"));
        }
    }

    @Test
    void onAnswersAnUnknownProviderWithNotFound() {
        try (var sandbox = SandboxServer.start()) {
            assertThat(new Client(sandbox).get("/nobody/v1").statusCode()).isEqualTo(404);
        }
    }
}
