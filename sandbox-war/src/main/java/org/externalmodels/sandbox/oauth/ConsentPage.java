package org.externalmodels.sandbox.oauth;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.externalmodels.sandbox.wire.Answer;
import org.externalmodels.sandbox.wire.Call;

/** An authorization endpoint (RFC 6749 section 4.1.1) whose page asks for a yes or a no, and never leads anywhere by itself. */
final class ConsentPage {

    private static final String CODE = "code-1";

    private ConsentPage() {}

    static Answer answer(Call call) {
        Optional<URI> back = call.query("redirect_uri").flatMap(ConsentPage::address);
        Optional<String> client = call.query("client_id").filter(id -> !id.isEmpty());
        if (back.isEmpty() || client.isEmpty()) {
            // Nobody is sent to an address that is none (section 4.1.2.1).
            return page(400, "<h1>This cannot be answered</h1><p>The address lacks client_id, or a redirect_uri.</p>");
        }
        if (!call.query("response_type").orElse("").equals("code")) {
            return page(
                    400,
                    "<h1>This cannot be answered</h1><p>The response type is code.</p>"
                            + link(back.get(), call, "error=unsupported_response_type", "Back"));
        }
        String scope = call.query("scope").filter(text -> !text.isEmpty()).orElse("all");
        return page(
                200,
                "<h1>May " + escaped(client.get())
                        + " call models for you?</h1><p>You are signed in as sandbox. Scope: "
                        + escaped(scope) + ".</p><p>" + link(back.get(), call, "code=" + CODE, "Allow") + " "
                        + link(
                                back.get(),
                                call,
                                "error=access_denied&error_description=" + encoded("The owner of the account said no"),
                                "Deny")
                        + "</p>");
    }

    private static String link(URI back, Call call, String answer, String label) {
        String target = back
                + (back.getRawQuery() == null ? "?" : "&")
                + answer
                + call.query("state").map(state -> "&state=" + encoded(state)).orElse("");
        return "<a href=\"" + escaped(target) + "\">" + label + "</a>";
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = URI.create(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Answer page(int status, String content) {
        String html = "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"UTF-8\"><title>Sandbox: sign-in</title>"
                + "<link rel=\"icon\" href=\"data:,\"></head><body><main>" + content + "</main></body></html>";
        return Answer.of(status, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8))
                .with("Content-Security-Policy", "default-src 'none'; img-src data:")
                .with("Cache-Control", "no-store");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
