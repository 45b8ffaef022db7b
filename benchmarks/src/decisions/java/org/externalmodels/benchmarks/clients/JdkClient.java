package org.externalmodels.benchmarks.clients;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The client in the JDK, over HTTP/1.1 like the others. */
final class JdkClient implements Transport {

    private final URI uri;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    JdkClient(URI uri) {
        this.uri = uri;
    }

    @Override
    public int call(byte[] body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofByteArray()).body().length;
    }

    @Override
    public void close() {}
}
