package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The authorization endpoint asks, and leads back with the answer and the state that it was given. */
final class ConsentPageTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();
    private static final String BACK = "redirect_uri=http%3A%2F%2Flocalhost%3A9080%2Foauth%2Fcallback";

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private HttpResponse<String> get(String query) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(SANDBOX.uri("/oauth/authorize?" + query)).build(), BodyHandlers.ofString());
    }

    @Test
    void offersYesAndNoWithTheStateThatWasGiven() throws Exception {
        HttpResponse<String> page = get("response_type=code&client_id=claims&state=s%26t&" + BACK);

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("http://localhost:9080/oauth/callback?code=code-1&amp;state=s%26t")
                .contains("error=access_denied")
                .contains("May claims call models for you?");
    }

    @Test
    void takesNoMarkupFromTheAddress() throws Exception {
        assertThat(get("response_type=code&client_id=%3Cscript%3E&" + BACK).body())
                .contains("&lt;script&gt;")
                .doesNotContain("<script>");
    }

    @Test
    void leadsNowhereWithoutAnAddressOfTheWeb() throws Exception {
        HttpResponse<String> page = get("response_type=code&client_id=claims&redirect_uri=javascript%3Aalert(1)");

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body()).doesNotContain("javascript:");
    }
}
