package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.externalmodels.admin.inference.FrontDoorServer.ASK;
import static org.externalmodels.admin.inference.FrontDoorServer.CHAT;
import static org.externalmodels.admin.inference.FrontDoorServer.STREAM;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Requests that do not fit into memory any more are refused, and those that wait go on. */
class RequestMemoryTest {

    private static final int SPARE = 1_000;

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withMemory(2 * RequestMemory.EXCHANGE + SPARE);

    @Test
    void aRequestTooManyIsToldToComeAgain() throws IOException {
        try (Socket first = server.open(CHAT, ASK);
                Socket second = server.open(CHAT, ASK)) {
            await().until(() -> server.held() == 2 * (RequestMemory.EXCHANGE + 2L * ASK.length()));

            HttpResponse<String> third = server.post(CHAT, ASK);

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(third.headers().firstValue("Retry-After")).contains("1");
            assertThat(third.body()).contains("too_many_requests_at_once");
            assertThat(first.isConnected()).isEqualTo(second.isConnected());
        }
    }

    @Test
    void whatWasAnsweredMakesRoom() throws IOException {
        try (Socket first = server.open(CHAT, ASK);
                Socket second = server.open(CHAT, ASK)) {
            await().until(() -> server.held() == 2 * (RequestMemory.EXCHANGE + 2L * ASK.length()));
            server.models().answer.completeExceptionally(new InferenceException(FailureCode.TIMEOUT, "nothing came"));
            await().until(() -> server.held() == 0);

            assertThat(server.post(CHAT, ASK).statusCode()).isEqualTo(504);
            assertThat(first.isConnected()).isEqualTo(second.isConnected());
        }
    }

    @Test
    void aStreamTakesMore() throws IOException {
        try (Socket first = server.open(CHAT, ASK)) {
            long ofFirst = RequestMemory.EXCHANGE + 2L * ASK.length();
            await().until(() -> server.held() == ofFirst && server.models().asked != null);

            assertThat(server.post(CHAT, STREAM).statusCode()).isEqualTo(503);

            await().until(() -> server.held() == ofFirst);
            assertThat(first.isConnected()).isTrue();
        }
    }

    @Test
    void aLargeBodyIsRead() throws IOException {
        try (FrontDoorServer large = FrontDoorServer.withKeys()) {
            String text = "x".repeat(20 << 20);

            try (Socket client = large.open(CHAT, ASK.replace("Hi", text))) {
                await().until(() -> large.models().asked != null);
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    void aBodyThatDoesNotFitIsRefusedAndGivesBackWhatItTook() {
        String large = ASK.replace("Hi", "x".repeat(RequestMemory.EXCHANGE + SPARE));

        HttpResponse<String> refused = server.post(CHAT, large);

        assertThat(refused.statusCode()).isEqualTo(503);
        await().until(() -> server.held() == 0);
        assertThat(server.models().asked).isNull();
    }
}
