package org.externalmodels.integration.server;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes what a server exports by OpenTelemetry's protocol, as protocol buffers over HTTP, and keeps what is ours. */
public final class OtlpReceiver implements AutoCloseable {

    private static final String OURS = "org.externalmodels";

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();
    private final List<Metric> metrics = new CopyOnWriteArrayList<>();
    private final List<LogRecord> events = new CopyOnWriteArrayList<>();

    private OtlpReceiver(HttpServer server) {
        this.server = server;
        server.createContext("/v1/traces", exchange -> take(exchange, this::spans));
        server.createContext("/v1/metrics", exchange -> take(exchange, this::metrics));
        server.createContext("/v1/logs", exchange -> take(exchange, this::events));
        server.start();
    }

    public static OtlpReceiver start() {
        try {
            return new OtlpReceiver(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a server needs to know to export to this, and to do so at once. */
    public Map<String, String> environment() {
        return Map.of(
                "OTEL_SDK_DISABLED", "false",
                "OTEL_SERVICE_NAME", "external-models",
                "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                "OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                "OTEL_BSP_SCHEDULE_DELAY", "200",
                "OTEL_BLRP_SCHEDULE_DELAY", "200",
                "OTEL_METRIC_EXPORT_INTERVAL", "500");
    }

    private interface Reader {
        void read(byte[] body) throws InvalidProtocolBufferException;
    }

    private static void take(HttpExchange exchange, Reader reader) throws IOException {
        try (exchange) {
            reader.read(exchange.getRequestBody().readAllBytes());
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void spans(byte[] body) throws InvalidProtocolBufferException {
        ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
                .flatMap(resource -> resource.getScopeSpansList().stream())
                .filter(scope -> scope.getScope().getName().equals(OURS))
                .forEach(scope -> spans.addAll(scope.getSpansList()));
    }

    private void metrics(byte[] body) throws InvalidProtocolBufferException {
        ExportMetricsServiceRequest.parseFrom(body).getResourceMetricsList().stream()
                .flatMap(resource -> resource.getScopeMetricsList().stream())
                .filter(scope -> scope.getScope().getName().equals(OURS))
                .forEach(scope -> metrics.addAll(scope.getMetricsList()));
    }

    private void events(byte[] body) throws InvalidProtocolBufferException {
        ExportLogsServiceRequest.parseFrom(body).getResourceLogsList().stream()
                .flatMap(resource -> resource.getScopeLogsList().stream())
                .filter(scope -> scope.getScope().getName().equals(OURS))
                .forEach(scope -> events.addAll(scope.getLogRecordsList()));
    }

    public List<Span> spans() {
        return spans;
    }

    public List<Metric> metrics() {
        return metrics;
    }

    public List<LogRecord> events() {
        return events;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
