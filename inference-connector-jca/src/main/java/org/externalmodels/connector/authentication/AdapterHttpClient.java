package org.externalmodels.connector.authentication;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.connector.transport.HttpTransport;
import org.externalmodels.connector.transport.OutboundRequest;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.connector.transport.WholeAnswer;
import org.externalmodels.inference.spi.Timeouts;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;

/** Lets AWS' client for roles call over the adapter's transport, so that the rules for the way out are the same. */
final class AdapterHttpClient implements SdkHttpClient {

    /** A role that hangs holds up its calls, and the renewal of others, no longer than this. */
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Timeouts LIMITS =
            new Timeouts(Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(5), PATIENCE);

    private static final int MAX_ANSWER = 256 << 10;

    private final HttpTransport transport;

    AdapterHttpClient(HttpTransport transport) {
        this.transport = transport;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        return new Prepared(transport, request);
    }

    @Override
    public String clientName() {
        return "ExternalModels";
    }

    /** The transport is its owner's to close. */
    @Override
    public void close() {}

    private record Prepared(HttpTransport transport, HttpExecuteRequest request) implements ExecutableHttpRequest {

        @Override
        public HttpExecuteResponse call() throws IOException {
            if (request.httpRequest().method() != SdkHttpMethod.POST) {
                throw new IOException("The token service is asked with POST only");
            }
            WholeAnswer answer = new WholeAnswer(MAX_ANSWER);
            transport.send(
                    new OutboundRequest(
                            request.httpRequest().getUri(),
                            headers(),
                            ByteBuffer.wrap(body()),
                            LIMITS,
                            System.nanoTime() + PATIENCE.toNanos()),
                    answer);
            try {
                return response(answer.await(PATIENCE.plusSeconds(1)));
            } catch (TransportFailure e) {
                throw new IOException(e.getMessage(), e);
            }
        }

        private List<Header> headers() {
            List<Header> headers = new ArrayList<>();
            request.httpRequest().forEachHeader((name, values) -> {
                if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                    values.forEach(value -> headers.add(new Header(name, value)));
                }
            });
            return headers;
        }

        private byte[] body() throws IOException {
            if (request.contentStreamProvider().isEmpty()) {
                return new byte[0];
            }
            try (InputStream body = request.contentStreamProvider().get().newStream()) {
                return body.readAllBytes();
            }
        }

        private static HttpExecuteResponse response(WholeAnswer.Content content) {
            byte[] body = content.text().getBytes(StandardCharsets.UTF_8);
            SdkHttpFullResponse.Builder head = SdkHttpFullResponse.builder().statusCode(content.status());
            return HttpExecuteResponse.builder()
                    .response(head.build())
                    .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                    .build();
        }

        /** Ends by itself within its limits. */
        @Override
        public void abort() {}
    }
}
