package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The token endpoint keeps to RFC 6749. */
final class TokenEndpointTest {
    private static final SandboxServer SANDBOX = SandboxServer.start();

    private final HttpClient client = HttpClient.newHttpClient();

    @AfterAll
    static void stop() {
        SANDBOX.close();
    }

    private HttpResponse<String> post(String form, String authorization) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(SANDBOX.uri("/oauth/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static String basic(String pair) {
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void givesATokenToAClientThatProvesItself() throws Exception {
        HttpResponse<String> answer = post("grant_type=client_credentials&scope=a", basic("expires-7:s"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(answer.body()).contains("\"token_type\":\"Bearer\"", "\"expires_in\":7", "\"scope\":\"a\"");
        assertThat(answer.body()).doesNotContain("refresh_token");
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=client_credentials, , 401, invalid_client",
        "grant_type=client_credentials&client_id=c&client_secret=wrong, , 401, invalid_client",
        "grant_type=client_credentials&client_secret=s, c:s, 400, invalid_request",
        "grant_type=client_credentials&grant_type=password, c:s, 400, invalid_request",
        "grant_type=password, c:s, 400, unsupported_grant_type",
        "scope=a, c:s, 400, invalid_request",
        "grant_type=client_credentials&scope=forbidden, c:s, 400, invalid_scope",
        "grant_type=refresh_token&refresh_token=old, c:s, 400, invalid_grant",
        "grant_type=authorization_code&code=code-1, c:s, 400, invalid_request",
    })
    void saysWhatIsWrong(String form, String pair, int status, String error) throws Exception {
        HttpResponse<String> answer = post(form, pair == null ? null : basic(pair));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"error\":\"" + error + "\"");
    }

    @Test
    void exchangesACode() throws Exception {
        HttpResponse<String> answer = post(
                "grant_type=authorization_code&code=code-1&redirect_uri=https%3A%2F%2Fa&client_id=c&client_secret=s",
                null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"refresh_token\":\"refresh-");
    }
}
