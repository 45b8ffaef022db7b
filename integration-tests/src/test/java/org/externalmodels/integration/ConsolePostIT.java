package org.externalmodels.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms that are sent without the script of their page, which adds its nonce to them. */
class ConsolePostIT {

    private static final String NONCE = "primefaces.nonce";
    private static final Pattern VIEW_STATE =
            Pattern.compile("name=\"jakarta\\.faces\\.ViewState\"[^>]* value=\"([^\"]*)\"");
    private static final Pattern SCRIPTS =
            Pattern.compile("script-src 'self' 'nonce-([^']+)'.*PrimeFaces\\.csp\\.init\\('\\1'\\)", Pattern.DOTALL);

    private final ApplicationServer server = QuickStart.server();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "none", "bm90IG9uZQ=="})
    void aWrongPasswordIsToldWhateverTheNonce(String nonce) throws Exception {
        int before = server.logs().length();

        HttpResponse<String> answer = signIn("wrong", nonce);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("The user name or the password is not right.");
        assertThat(said(answer)).containsPattern(SCRIPTS);
        assertThat(server.logs().substring(before)).doesNotContain("CspException", "\tat ");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"none", "MDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAw"})
    void soIsWhatIsWrongOnAPageThatIsRemembered(String nonce) throws Exception {
        assertThat(signIn(Product.PASSWORD, null).statusCode()).isEqualTo(302);
        String page = send(HttpRequest.newBuilder(server.uri("/limits/edit"))).body();
        Map<String, String> form = form("edit", nonce);
        form.put("edit:name", "Grüße");
        form.put("edit:measure", "CALLS_IN_FLIGHT");
        form.put("edit:save", "");
        form.put("jakarta.faces.ViewState", viewState(page));
        int before = server.logs().length();

        HttpResponse<String> answer = post("/limits/edit", form);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("id=\"problems\"", "value=\"Grüße\"");
        assertThat(said(answer)).containsPattern(SCRIPTS).doesNotContain("MDAwMDAwMDAtMDAw");
        assertThat(server.logs().substring(before)).doesNotContain("CspException", "\tat ");
    }

    @Test
    void aPartOfAPageThatNobodyOpenedIsNoFailure() throws Exception {
        int before = server.logs().length();

        HttpResponse<String> answer =
                send(HttpRequest.newBuilder(server.uri("/sign-in")).header("Faces-Request", "partial/ajax"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(server.logs().substring(before)).doesNotContain("CspException", "\tat ");
    }

    private HttpResponse<String> signIn(String password, String nonce) throws IOException, InterruptedException {
        Map<String, String> form = form("form", nonce);
        form.put("form:from", "");
        form.put("form:name", Product.ADMIN);
        form.put("form:password", password);
        form.put("form:submit", "Sign in");
        form.put("jakarta.faces.ViewState", "stateless");
        return post("/sign-in", form);
    }

    /** With what tells either implementation of Faces that it was sent. */
    private static Map<String, String> form(String id, String nonce) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put(id, id);
        form.put(id + "_SUBMIT", "1");
        if (nonce != null) {
            form.put(NONCE, nonce);
        }
        return form;
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(server.uri(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return browser.send(request.build(), BodyHandlers.ofString());
    }

    /** What the browser may run, and then the page. */
    private static String said(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Security-Policy").orElse("") + answer.body();
    }

    private static String viewState(String page) {
        Matcher matcher = VIEW_STATE.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }
}
