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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** What comes right after somebody has signed in, while the server may still be busy with that. */
class ConsoleSignInIT {

    /** Where a sign-in takes the beans of the page that follows, it is about one page in ten. */
    private static final int SIGN_INS = 60;

    private static final Pattern HIDDEN = Pattern.compile("<input [^>]*type=\"hidden\"[^>]*>");
    private static final Pattern NAME = Pattern.compile(" name=\"([^\"]*)\"");
    private static final Pattern VALUE = Pattern.compile(" value=\"([^\"]*)\"");
    private static final Pattern NONCE = Pattern.compile("PrimeFaces\\.csp\\.init\\('([^']+)'\\)");
    private static final Pattern COOKIE = Pattern.compile("(?im)^Set-Cookie: ([^=]+)=([^;\r\n]*)");

    private final ApplicationServer server = QuickStart.server();
    private final Map<String, String> cookies = new HashMap<>();

    @Test
    void thePageThatFollowsIsNotLost() throws IOException {
        for (int i = 0; i < SIGN_INS; i++) {
            cookies.clear();
            assertThat(sendAnEmptyForm(signIn())).contains("id=\"problems\"").doesNotContain("data-expired");
        }
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
        String request =
                method + " " + path + " HTTP/1.0\r\nHost: " + server.uri("/").getAuthority() + "\r\n"
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
