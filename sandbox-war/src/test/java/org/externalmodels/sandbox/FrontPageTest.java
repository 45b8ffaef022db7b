package org.externalmodels.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FrontPageTest {
    private final SandboxServer sandbox = SandboxServer.start();

    @AfterEach
    void stop() {
        sandbox.close();
    }

    @Test
    void namesWhereThisSandboxIsCalled() {
        assertThat(new Client(sandbox).get("/").body())
                .contains(
                        "curl " + sandbox.uri("/openai/v1/chat/completions"),
                        "<code>" + sandbox.uri("/bedrock") + "</code>",
                        "AWS_ENDPOINT_URL_STS=" + sandbox.uri("/sts/"));
    }

    @Test
    void hasAnIconThatIsThere() {
        Client client = new Client(sandbox);
        assertThat(client.get("/").body()).contains("<link rel=\"icon\" href=\"icon.svg\">");

        HttpResponse<String> icon = client.get("/icon.svg");

        assertThat(icon.statusCode()).isEqualTo(200);
        assertThat(icon.headers().firstValue("Content-Type")).contains("image/svg+xml");
        assertThat(icon.body()).startsWith("<svg ");
    }
}
