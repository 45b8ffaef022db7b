package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AzureOpenAiTest {

    private final AzureOpenAi azure = new AzureOpenAi("gpt 4o", Set.of());

    @ParameterizedTest
    @CsvSource({
        "https://r.openai.azure.com, /openai/deployments/gpt%204o/chat/completions?api-version=2024-10-21",
        "https://r.openai.azure.com/, /openai/deployments/gpt%204o/chat/completions?api-version=2024-10-21",
        "https://r.openai.azure.com/openai, /openai/deployments/gpt%204o/chat/completions?api-version=2024-10-21",
        "https://r.openai.azure.com?api-version=2025-01-01-preview,"
                + " /openai/deployments/gpt%204o/chat/completions?api-version=2025-01-01-preview",
        "https://r.openai.azure.com/openai/deployments/own/chat/completions?api-version=2024-06-01&a=b,"
                + " /openai/deployments/own/chat/completions?api-version=2024-06-01&a=b",
        "https://r.openai.azure.com/openai/deployments/own/chat/completions?a=b,"
                + " /openai/deployments/own/chat/completions?a=b&api-version=2024-10-21",
        "https://proxy/azure/openai/deployments/own, /azure/openai/deployments/own/chat/completions?api-version=2024-10-21",
    })
    void theAddressHasDeploymentAndVersion(URI endpoint, String expected) {
        URI address = azure.address(endpoint, Operation.CHAT);

        assertThat(address.getRawPath() + "?" + address.getRawQuery()).isEqualTo(expected);
    }

    @Test
    void embeddingsAreBesideTheChat() {
        URI endpoint = URI.create("https://r.openai.azure.com/openai/deployments/own/chat/completions");

        assertThat(azure.address(endpoint, Operation.EMBEDDINGS))
                .hasPath("/openai/deployments/own/embeddings")
                .hasQuery("api-version=2024-10-21");
    }

    @Test
    void theKeyHasAHeaderOfItsOwn() {
        assertThat(azure.placed(Secret.of("key-1")))
                .isEqualTo(new Authentication.HeaderKey("api-key", Secret.of("key-1")));
    }
}
