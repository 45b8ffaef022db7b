package org.externalmodels.sandbox;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.externalmodels.sandbox.wire.Answer;

/** Says what this is to somebody who opened the sandbox in a browser. */
final class FrontPage {
    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head><meta charset="utf-8"><title>Sandbox provider</title><link rel="icon" href="icon.svg"></head>
            <body>
            <h1>Sandbox provider</h1>
            <p>A model provider for trying out, tests and load. It speaks the wire formats of real providers, echoes
            the prompt, and counts words as tokens. Any key works, except that one with <code>wrong</code> in it is
            refused and one with <code>ratelimited</code> is told to slow down. Nothing leaves this server.</p>
            <pre>curl %1$s/openai/v1/chat/completions -H 'Authorization: Bearer sk-any' -H 'Content-Type: application/json' \
            -d '{"model":"sandbox-1","messages":[{"role":"user","content":"Hello"}]}'</pre>
            <p>Amazon Bedrock has the base URL <code>%1$s/bedrock</code>. Any role is accepted, such as
            <code>arn:aws:iam::123456789012:role/external-models</code>, with any external id or none, while the server
            has the sandbox's account: the access key <code>AKIASANDBOXUSER00001</code> with the secret
            <code>sandbox-secret-access-key</code>, and <code>AWS_ENDPOINT_URL_STS=%1$s/sts/</code>. <code>./run</code> gives
            it these if the machine knows of no account at AWS. The role's name asks for trouble: one with
            <code>untrusting</code> in it trusts nobody, so that it awaits trust; one that ends in <code>external</code>
            wants the external id <code>sandbox-external-id</code>; one with <code>no-bedrock</code> in it may not call
            models; <code>lives-3s</code> has credentials for three seconds. A key of Bedrock works as other keys do.</p>
            <p><code>any/complete</code> is an API that nobody has, for request templates; <code>any/nousage</code> is the
            same without token counts, <code>any/stream</code> answers word by word in lines of JSON, or in what
            <code>Accept</code> names, and <code>any/echo</code> shows what arrived.</p>
            <p>The header <code>X-Sandbox-Fault</code> asks for trouble: <code>delay=ms</code>, <code>chunk-delay=ms</code>, <code>drip=ms</code>,
            <code>status=429;retry-after=3</code>, <code>cut=bytes</code>, <code>html</code>, <code>garbage</code>,
            <code>empty</code>, <code>plain</code>, <code>size=bytes</code>, <code>hang</code>.</p>
            <p><a href="count">What was served since start</a></p>
            </body>
            </html>
            """;

    /** What browsers show beside the title. Without it they ask the server's root for one. */
    private static final String ICON = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28" fill="none" stroke="#b45309" stroke-width="2.2" \
            stroke-linecap="round" stroke-linejoin="round"><path d="M4 10h20v13H4zM9 10V6h10v4M10 16h8"/></svg>
            """;

    private FrontPage() {}

    static Answer answer(HttpServletRequest request) {
        String root = request.getScheme() + "://" + request.getServerName() + ":" + request.getServerPort()
                + request.getContextPath();
        return Answer.of(
                200, "text/html; charset=utf-8", PAGE.formatted(escaped(root)).getBytes(StandardCharsets.UTF_8));
    }

    static Answer icon() {
        return Answer.of(200, "image/svg+xml", ICON.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
