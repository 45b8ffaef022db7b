package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final Instant TIME = Instant.ofEpochSecond(1_700_000_000);

    private final Webhook webhook = new Webhook(URI.create("https://alerts.example/hook"), Secret.of("key"));
    private final List<ProviderQuestion> asked = new ArrayList<>();

    /** A directory of which only the way out is used. */
    private ModelDirectory answering(int status) {
        return (ModelDirectory) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ModelDirectory.class}, (proxy, method, arguments) -> {
                    asked.add((ProviderQuestion) arguments[0]);
                    return CompletableFuture.completedFuture(
                            new ProviderAnswer(status, "{}", "no message", Optional.empty()));
                });
    }

    @Test
    void isSignedWithTheTimeAndTheBody() {
        // printf '1700000000.{"percent":80}' | openssl dgst -sha256 -hmac key
        assertThat(webhook.signature("1700000000", "{\"percent\":80}"))
                .isEqualTo("946a297d9b6d414c240e9106fdebbebb7bbc094a22f00eda69fad6b00ba79316");
    }

    @Test
    void postsWhereItIsToldWithItsSignature() {
        webhook.post(answering(204), "{\"percent\":80}", TIME)
                .toCompletableFuture()
                .join();

        ProviderQuestion question = asked.get(0);
        assertThat(question.address()).isEqualTo(URI.create("https://alerts.example/hook"));
        assertThat(question.body()).contains("{\"percent\":80}");
        assertThat(question.headers())
                .containsEntry("X-External-Models-Timestamp", "1700000000")
                .containsEntry(
                        "X-External-Models-Signature", "sha256=" + webhook.signature("1700000000", "{\"percent\":80}"));
    }

    @Test
    void failsWhenItIsNotTaken() {
        assertThatThrownBy(() -> webhook.post(answering(500), "{}", TIME)
                        .toCompletableFuture()
                        .join())
                .hasMessageContaining("answered 500");
    }

    @Test
    void keepsItsSecretToItself() {
        assertThat(webhook.toString()).doesNotContain("key");
    }
}
