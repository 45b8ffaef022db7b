package org.externalmodels.samples.claims;

/** The page's words in HTML. Everything that somebody else wrote, the model included, is escaped. */
final class ClaimPage {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="UTF-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Claims</title>
              <style>
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; color: #1f2933; }
                textarea { box-sizing: border-box; width: 100%%; font: inherit; padding: .5rem; border: 1px solid #9aa5b1; border-radius: 4px; }
                button { font: inherit; margin-top: .5rem; padding: .4rem .9rem; border: 1px solid #35586e; border-radius: 4px; background: #fff; color: #35586e; }
                button:first-of-type { background: #35586e; color: #fff; }
                section { margin-top: 2rem; padding: 1rem; border-left: 4px solid #35586e; background: #f3f6f8; }
                section.failed { border-color: #a61b1b; background: #fdf3f3; }
                section p { margin: 0; }
                small { color: #52606d; }
              </style>
            </head>
            <body>
              <h1>Claims</h1>
              <form method="get">
                <label for="claim">What happened?</label>
                <textarea id="claim" name="claim" rows="5">%s</textarea>
                <button formaction="%s">Summarise</button>
                <button formaction="%scci">Through CCI</button>
                <button formaction="%sinjected">Through an injected connection</button>
                <button formaction="%sassistant">Through an AI service</button>
              </form>
              %s
            </body>
            </html>
            """;

    private ClaimPage() {}

    static String html(String base, String claim, ClaimAnswer answer) {
        return PAGE.formatted(escape(claim), escape(base), escape(base), escape(base), escape(base), section(answer));
    }

    private static String section(ClaimAnswer answer) {
        if (answer instanceof ClaimSummary summary) {
            return "<section id=\"summary\"><p>%s</p><small>through connection %s, %s tokens in, %s tokens out, trace %s</small></section>"
                    .formatted(
                            escape(summary.summary()),
                            escape(summary.connection()),
                            count(summary.inputTokens()),
                            count(summary.outputTokens()),
                            escape(summary.trace()));
        }
        ClaimFailure failure = (ClaimFailure) answer;
        return "<section id=\"failure\" class=\"failed\"><p><strong>%s</strong> %s</p></section>"
                .formatted(escape(failure.code()), escape(failure.message()));
    }

    private static String count(Long tokens) {
        return tokens == null ? "unknown" : tokens.toString();
    }

    private static String escape(String text) {
        return String.valueOf(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
