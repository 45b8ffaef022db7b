package org.externalmodels.benchmarks.console;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody who is signed in to the console and opens its pages, in a session of their own. */
final class Visitor implements AutoCloseable {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\"(?: id=\"[^\"]*\")? value=\"([^\"]*)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .followRedirects(HttpClient.Redirect.NORMAL)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final URI console;
    private boolean signedIn;

    Visitor(URI console, String user, String password) throws IOException, InterruptedException {
        this.console = console;
        String form = open("/sign-in.xhtml").body();
        StringBuilder body = new StringBuilder();
        Matcher hidden = HIDDEN.matcher(form);
        while (hidden.find()) {
            field(body, hidden.group(1), hidden.group(2));
        }
        field(body, "form:name", user);
        field(body, "form:password", password);
        field(body, "form:submit", "Sign in");
        HttpResponse<String> page = post("/sign-in.xhtml", body.toString());
        signedIn = !isSignIn(page);
        if (!signedIn) {
            throw new IOException("the sign-in failed: status " + page.statusCode());
        }
    }

    private static boolean isSignIn(HttpResponse<String> page) {
        return page.body().contains("data-signs-in");
    }

    private static void field(StringBuilder body, String name, String value) {
        body.append(body.length() == 0 ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private HttpResponse<String> post(String path, String form) throws IOException, InterruptedException {
        return client.send(
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Signs out, which ends the session and all that it keeps. */
    @Override
    public void close() throws IOException {
        try {
            post("/sign-out", "leave=true");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(console.resolve(path));
    }

    /** Opens a page, which has to be there. */
    HttpResponse<String> open(String path) throws IOException, InterruptedException {
        HttpResponse<String> page = client.send(request(path).build(), BodyHandlers.ofString());
        if (page.statusCode() != 200) {
            throw new IOException(path + " answers with status " + page.statusCode());
        }
        if (signedIn && isSignIn(page)) {
            throw new IOException(path + " asks for a user: the session has ended");
        }
        return page;
    }
}
