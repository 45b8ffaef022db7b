package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.externalmodels.admin.inference.ScriptedDirectory.answer;

import jakarta.json.Json;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.Media;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings that are written down, sent as forms. */
class TranscriptionsTest {

    @AutoClose
    private final FrontDoorServer server = FrontDoorServer.withKeys();

    @Test
    void aRecordingIsWrittenDown() {
        server.models().answer.complete(answer("Good morning"));

        HttpResponse<String> response = form("model", "gpt", "language", "en", "temperature", "0.5");

        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(FrontDoorServer.json(response).getString("text")).isEqualTo("Good morning");
        assertThat(FrontDoorServer.json(response).getJsonObject("usage"))
                .isEqualTo(Json.createObjectBuilder()
                        .add("type", "tokens")
                        .add("input_tokens", 3)
                        .add("output_tokens", 4)
                        .add("total_tokens", 7)
                        .build());
        assertThat(server.models().asked.parameters().extras()).containsEntry("language", "en");
        ChatMessage.UserMessage message =
                (ChatMessage.UserMessage) server.models().asked.messages().get(0);
        Media recording = ((Content.Audio) message.content().get(0)).media();
        assertThat(recording.mediaType()).contains("audio/wav");
        assertThat(recording.bytes().orElseThrow()).containsExactly(0, -1, 13, 10, 45, 45);
    }

    @Test
    void aRecordingIsWrittenDownAsPlainText() {
        server.models().answer.complete(answer("Good morning"));

        HttpResponse<String> response = form("model", "gpt", "response_format", "text");

        assertThat(response.body()).isEqualTo("Good morning");
        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @ParameterizedTest
    @CsvSource({
        "response_format, srt, unsupported_parameter",
        "stream, true, unsupported_parameter",
        "temperature, 2, invalid_value",
        "colour, red, unknown_parameter",
    })
    void whatTranscriptionsCannotHaveIsRefused(String name, String value, String code) {
        HttpResponse<String> response = form("model", "gpt", name, value);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains(code);
    }

    @Test
    void aFormOfAPageInABrowserIsNotTaken() {
        HttpResponse<String> response = server.send(server.request("/v1/audio/transcriptions")
                .header("Authorization", "Bearer " + FrontDoorServer.KEY)
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .header("Origin", "https://elsewhere.example")
                .POST(HttpRequest.BodyPublishers.ofString("--xx--")));

        assertThat(response.statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "--xx", "--xx--", "nonsense"})
    void whatIsNoFormIsRefused(String body) {
        HttpResponse<String> response = server.send(server.request("/v1/audio/transcriptions")
                .header("Authorization", "Bearer " + FrontDoorServer.KEY)
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(HttpRequest.BodyPublishers.ofString(body)));

        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void aFormWithoutABoundaryIsRefused() {
        HttpResponse<String> response = server.send(server.request("/v1/audio/transcriptions")
                .header("Authorization", "Bearer " + FrontDoorServer.KEY)
                .header("Content-Type", "multipart/form-data")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "--xx\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\ngpt\r\n--xx--\r\n")));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid_form");
    }

    private HttpResponse<String> form(String... namesAndValues) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.writeBytes(("--xx\r\nContent-Disposition: form-data; name=\"" + namesAndValues[i] + "\"\r\n\r\n"
                            + namesAndValues[i + 1] + "\r\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        body.writeBytes("--xx\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.wav\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(new byte[] {0, -1, 13, 10, 45, 45});
        body.writeBytes("\r\n--xx--\r\n".getBytes(StandardCharsets.UTF_8));
        return server.send(server.request("/v1/audio/transcriptions")
                .header("Authorization", "Bearer " + FrontDoorServer.KEY)
                .header("Content-Type", "multipart/form-data; boundary=xx")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray())));
    }
}
