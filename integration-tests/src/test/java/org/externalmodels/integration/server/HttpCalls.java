package org.externalmodels.integration.server;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** An HTTP client of one server, signed in or not. */
public final class HttpCalls {

    private final HttpClient client;
    private final URI base;
    private final String authorization;

    /** With connections of its own: one that a stopped server has left behind may fail a call. */
    public HttpCalls(URI base) {
        this(HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build(), base, null);
    }

    private HttpCalls(HttpClient client, URI base, String authorization) {
        this.client = client;
        this.base = base;
        this.authorization = authorization;
    }

    public HttpCalls as(String user, String password) {
        byte[] credentials = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new HttpCalls(client, base, "Basic " + Base64.getEncoder().encodeToString(credentials));
    }

    /** With a bearer token. */
    public HttpCalls with(String token) {
        return new HttpCalls(client, base, "Bearer " + token);
    }

    public Answer get(String path) {
        return send(request(path).GET());
    }

    public Answer post(String path, JsonObject body) {
        return send(json(path).POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Changes something as it is now: reads its version first. */
    public Answer put(String path, String versioned, JsonObject body) {
        return send(current(path, versioned).PUT(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    public Answer patch(String path, JsonObject body) {
        return send(current(path, path).method("PATCH", HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    /** Sends anything, right or wrong. */
    public Answer send(String method, String path, String body, Map<String, String> headers) {
        HttpRequest.Builder request = request(path);
        headers.forEach(request::setHeader);
        return send(request.method(
                method,
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body)));
    }

    boolean answers(String path, int status) {
        try {
            return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == status;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder current(String path, String versioned) {
        HttpRequest.Builder request = json(path);
        get(versioned).header("ETag").ifPresent(tag -> request.header("If-Match", tag));
        return request;
    }

    private HttpRequest.Builder json(String path) {
        return request(path).header("Content-Type", "application/json");
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        return request.header("Accept", "application/json");
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            return new Answer(client.send(request.build(), HttpResponse.BodyHandlers.ofString()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What a server answered. */
    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {

        private Answer(HttpResponse<String> response) {
            this(response.statusCode(), response.body(), response.headers());
        }

        public JsonObject json() {
            try (var reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            } catch (jakarta.json.JsonException e) {
                throw new AssertionError("Not a JSON object, status " + status + ": " + body, e);
            }
        }

        public Optional<String> header(String name) {
            return headers.firstValue(name);
        }
    }
}
