package org.externalmodels.benchmarks.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaticProviderTest {

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ProviderProcess provider;

    @BeforeEach
    void start() throws Exception {
        provider = new ProviderProcess();
    }

    @AfterEach
    void stop() {
        provider.close();
    }

    @Test
    void answersRequestAfterRequestWithTheWholeCompletion() throws Exception {
        HttpResponse<String> first = post(BodyPublishers.ofByteArray(ChatRequest.body(ChatRequest.PROMPT, false)));

        assertThat(first.body()).startsWith("{\"id\"").endsWith("}}}").contains("\"finish_reason\":\"stop\"");
        assertThat(post(BodyPublishers.ofByteArray(ChatRequest.body(ChatRequest.PROMPT, false)))
                        .body())
                .isEqualTo(first.body());
    }

    @Test
    void findsTheEndOfAChunkedRequest() throws Exception {
        var body = new SubmissionPublisher<ByteBuffer>();
        BodyPublisher chunked = BodyPublishers.fromPublisher(body);
        var answer = client.sendAsync(request(chunked), BodyHandlers.ofString());
        while (!body.hasSubscribers()) {
            Thread.onSpinWait();
        }
        body.submit(ByteBuffer.wrap(ChatRequest.body(ChatRequest.PROMPT, false)));
        body.close();

        assertThat(answer.get().body()).endsWith("}}}");
    }

    @Test
    void streamsSixtyPiecesThenTheReasonTheUsageAndTheEnd() throws Exception {
        assertThat(post(BodyPublishers.ofByteArray(ChatRequest.body(ChatRequest.PROMPT, true)))
                        .body()
                        .lines()
                        .filter(line -> !line.isEmpty()))
                .hasSize(63)
                .allMatch(line -> line.startsWith("data: "))
                .endsWith("data: [DONE]");
    }

    private HttpResponse<String> post(BodyPublisher body) throws Exception {
        return client.send(request(body), BodyHandlers.ofString());
    }

    private HttpRequest request(BodyPublisher body) {
        return HttpRequest.newBuilder(URI.create(provider.baseUrl() + "/chat/completions"))
                .POST(body)
                .build();
    }
}
