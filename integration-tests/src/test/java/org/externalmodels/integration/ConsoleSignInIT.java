package org.externalmodels.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** What comes right after somebody has signed in, while the server may still be busy with that. */
class ConsoleSignInIT {

    /** Where a sign-in takes the beans of the page that follows, it is one page in a hundred, and more if the server is busy. */
    private static final int SIGN_INS = 320;

    private static final int AT_A_TIME = 16;

    private static final Pattern HIDDEN = Pattern.compile("<input [^>]*type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile(" name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile(" value=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("PrimeFaces\\.csp\\.init\\('([^']+)'\\)");
    private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: ([^=]+)=([^;\r\n]*)");

    private final ApplicationServer server = QuickStart.server();

    @Test
    void thePageThatFollowsIsNotLost() throws Exception {
        ExecutorService people = Executors.newFixedThreadPool(AT_A_TIME);
        try {
            int lost = 0;
            for (Future<String> answer : people.invokeAll(
                    Stream.generate(Browser::new).limit(SIGN_INS).toList())) {
                lost += answer.get().contains("id=\"problems\"") ? 0 : 1;
            }
            assertThat(lost).isZero();
        } finally {
            people.shutdownNow();
        }
    }

    /** One that hides nothing of when it sends what. */
    private final class Browser implements Callable<String> {
        private final Map<String, String> cookies = new HashMap<>();

        @Override
        public String call() throws IOException {
            return sendAnEmptyForm(signIn());
        }

        /** The page is asked for over another connection, as soon as it is known where that goes on. */
        private String signIn() throws IOException {
            Map<String, String> form = hidden(get("/sign-in"));
            form.put("form:name", Product.ADMIN);
            form.put("form:password", Product.PASSWORD);
            form.put("form:submit", "Sign in");
            try (Socket one = connection();
                    Socket other = connection()) {
                send(one, "POST", "/sign-in", "", form);
                assertThat(head(one)).contains(" 302 ");
                send(other, "GET", "/keys/edit", "", Map.of());
                return rest(other);
            }
        }

        private String sendAnEmptyForm(String page) throws IOException {
            Map<String, String> form = hidden(page);
            form.put("primefaces.nonce", found(NONCE, page));
            form.put("key:which", "*");
            form.put("key:save", "key:save");
            form.put("jakarta.faces.source", "key:save");
            form.put("jakarta.faces.partial.ajax", "true");
            form.put("jakarta.faces.partial.execute", "key");
            form.put("jakarta.faces.partial.render", "key:all");
            try (Socket connection = connection()) {
                send(connection, "POST", "/keys/edit", "Faces-Request: partial/ajax\r\n", form);
                return rest(connection);
            }
        }

        private String get(String path) throws IOException {
            try (Socket connection = connection()) {
                send(connection, "GET", path, "", Map.of());
                return rest(connection);
            }
        }

        private Socket connection() throws IOException {
            Socket connection =
                    new Socket(server.uri("/").getHost(), server.uri("/").getPort());
            connection.setTcpNoDelay(true);
            return connection;
        }

        private void send(Socket connection, String method, String path, String header, Map<String, String> form)
                throws IOException {
            String body = form.entrySet().stream()
                    .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                    .collect(Collectors.joining("&"));
            String all = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            String request = method + " " + path + " HTTP/1.0\r\nHost: "
                    + server.uri("/").getAuthority() + "\r\n"
                    + header
                    + (all.isEmpty() ? "" : "Cookie: " + all + "\r\n")
                    + (body.isEmpty() ? "" : "Content-Type: application/x-www-form-urlencoded\r\n")
                    + "Content-Length: " + body.length() + "\r\n\r\n" + body;
            connection.getOutputStream().write(request.getBytes(UTF_8));
        }

        private String head(Socket connection) throws IOException {
            InputStream answer = connection.getInputStream();
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(UTF_8).endsWith("\r\n\r\n")) {
                int next = answer.read();
                assertThat(next)
                        .as("the head goes on after " + head.toString(UTF_8))
                        .isNotNegative();
                head.write(next);
            }
            Matcher given = COOKIE.matcher(head.toString(UTF_8));
            while (given.find()) {
                cookies.put(given.group(1), given.group(2));
            }
            return head.toString(UTF_8);
        }

        private String rest(Socket connection) throws IOException {
            return head(connection) + new String(connection.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private static Map<String, String> hidden(String page) {
        Map<String, String> fields = new HashMap<>();
        Matcher inputs = HIDDEN.matcher(page);
        while (inputs.find()) {
            Matcher value = VALUE.matcher(inputs.group());
            fields.put(found(NAME, inputs.group()), value.find() ? value.group(1) : "");
        }
        return fields;
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(pattern.pattern()).isTrue();
        return matcher.group(1);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }
}
