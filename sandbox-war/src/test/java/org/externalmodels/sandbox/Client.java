package org.externalmodels.sandbox;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.externalmodels.sandbox.wire.Json;

/** Calls a sandbox over HTTP as an application would. */
final class Client {
    static final String CHAT = "/openai/v1/chat/completions";

    /** The JDK's client says so of a kept-alive connection, now and then, before the request arrives (decisions/0002). */
    private static final String NO_BYTES = "header parser received no bytes";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final SandboxServer sandbox;

    Client(SandboxServer sandbox) {
        this.sandbox = sandbox;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(
                request(path, headers).timeout(Duration.ofSeconds(60)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** A chat call with a good key. */
    HttpResponse<String> chat(String body, String... headers) {
        var all = new String[headers.length + 2];
        all[0] = "Authorization";
        all[1] = "Bearer sk-test";
        System.arraycopy(headers, 0, all, 2, headers.length);
        return post(CHAT, body, all);
    }

    HttpResponse<String> faulty(String fault) {
        return chat(hello(), "X-Sandbox-Fault", fault);
    }

    static String hello() {
        return user("hello there");
    }

    static String user(String prompt, String... more) {
        return """
                {"model": "sandbox-1", "messages": [{"role": "user", "content": %s}]%s}
                """.formatted(Json.string(prompt), more.length == 0 ? "" : ", " + String.join(", ", more));
    }

    static JsonObject json(HttpResponse<String> response) {
        return Json.parse(response.body()).asJsonObject();
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            if (String.valueOf(failed.getMessage()).contains(NO_BYTES)) {
                return send(request);
            }
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        URI uri = sandbox.uri(path);
        var request = HttpRequest.newBuilder(uri).header("Content-Type", "application/json");
        return headers.length == 0 ? request : request.headers(headers);
    }
}
