package org.externalmodels.admin.inference;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.externalmodels.admin.inference.FrontDoorServer.ASK;
import static org.externalmodels.admin.inference.FrontDoorServer.CHAT;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** How much of a body is asked for. */
class BodyReaderTest {

    private static final String BODY = ASK.replace('\'', '"');

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void isNotAskedForMoreThanTheRequestTells() {
        server.models().answer.complete(answer("Hello"));

        assertThat(server.post(CHAT, ASK).statusCode()).isEqualTo(200);

        assertThat(server.askedBehindTheEnd()).isZero();
    }

    @Test
    void isNotAskedForMoreThanTheRequestTellsWhenItComesInPieces() throws Exception {
        try (Socket client = server.begin(CHAT, BODY.length())) {
            for (String piece : BODY.split("(?<=,)", -1)) {
                client.getOutputStream().write(piece.getBytes(US_ASCII));
                client.getOutputStream().flush();
            }

            await().until(() -> server.models().asked != null);
        }

        assertThat(server.askedBehindTheEnd()).isZero();
    }

    @Test
    void isReadToItsEndWhereTheRequestDoesNotTell() {
        server.models().answer.complete(answer("Hello"));
        HttpRequest.Builder chunked = server.request(CHAT)
                .header("x-api-key", FrontDoorServer.KEY)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new ByteArrayInputStream(BODY.getBytes(US_ASCII))));

        assertThat(server.send(chunked).statusCode()).isEqualTo(200);
    }
}
