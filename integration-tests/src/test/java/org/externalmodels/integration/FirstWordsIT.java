package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words are handed on when they come, and not with the next ones. */
class FirstWordsIT {

    private final Product product = new Product(QuickStart.server());
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/chat/completions | 'messages': [{'role': 'user', 'content': 'go on'}]                   | [DONE]",
                "/v1/responses        | 'input': 'go on'                                                     | response.completed",
                "/v1/messages         | 'max_tokens': 9, 'messages': [{'role': 'user', 'content': 'go on'}]  | message_stop"
            })
    void theFirstWordsDoNotWaitForTheNext(String path, String input, String end)
            throws IOException, InterruptedException {
        try (HoldingProvider provider = new HoldingProvider()) {
            Definition definition = Definition.of("held", provider.uri());
            product.add(definition);

            List<String> lines = lines(ask(path, definition.name(), input), provider);

            assertThat(provider.waitedInVain()).isFalse();
            assertThat(String.join("\n", lines)).contains(HoldingProvider.FIRST, HoldingProvider.NEXT);
            assertThat(lines.get(lines.size() - 1)).contains(end);
        }
    }

    private HttpResponse<InputStream> ask(String path, String model, String input)
            throws IOException, InterruptedException {
        String key = product.addKey(model).getString("key");
        String body = ("{'model': '" + model + "', 'stream': true, " + input + "}").replace('\'', '"');
        HttpRequest request = HttpRequest.newBuilder(product.uri(path))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer;
    }

    /** Tells the provider as soon as its first word is here. */
    private static List<String> lines(HttpResponse<InputStream> answer, HoldingProvider provider) throws IOException {
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (line.contains(HoldingProvider.FIRST)) {
                    provider.heard();
                }
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }
}
