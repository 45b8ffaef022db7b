package org.externalmodels.integration.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's webhook for alerts, which checks the signatures by what is documented. It ends with the tests. */
public final class WebhookReceiver {

    /** Alerts of limits whose names begin so are not taken the first time. */
    public static final String REFUSED_ONCE = "refused-once-";

    public static final String SECRET = "webhook-of-this-test";
    private static final List<Posted> POSTED = new CopyOnWriteArrayList<>();

    private WebhookReceiver() {}

    /**
     * What was posted.
     *
     * @param signed whether the signature is right
     * @param status it was answered with
     */
    public record Posted(String body, boolean signed, int status) {}

    /** Starts it, and tells what a server that posts to it has in its environment. */
    static Map<String, String> start() {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/alerts", WebhookReceiver::take);
            server.start();
            return Map.of(
                    "EXTERNAL_MODELS_ALERT_WEBHOOK",
                    "http://127.0.0.1:" + server.getAddress().getPort() + "/alerts",
                    "EXTERNAL_MODELS_ALERT_SECRET",
                    SECRET);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What was posted about a limit, the oldest first. */
    public static List<Posted> postedAbout(String name) {
        return POSTED.stream()
                .filter(posted -> posted.body().contains("\"name\":\"" + name + "\""))
                .toList();
    }

    private static void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String time = exchange.getRequestHeaders().getFirst("X-External-Models-Timestamp");
        String signature = exchange.getRequestHeaders().getFirst("X-External-Models-Signature");
        boolean first = POSTED.stream().noneMatch(posted -> posted.body().equals(body));
        int status = first && body.contains("\"name\":\"" + REFUSED_ONCE) ? 503 : 204;
        POSTED.add(new Posted(body, ("sha256=" + hmac(time + "." + body)).equals(signature), status));
        exchange.sendResponseHeaders(status, -1);
        exchange.close();
    }

    private static String hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
