package org.externalmodels.samples.triage;

import java.util.Objects;
import java.util.stream.Collectors;

/** The page's words in HTML. Everything that somebody else wrote, the model included, is escaped. */
final class TriageHtml {

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
              <meta charset="UTF-8">
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>Claim triage</title>
              <style>
                body { font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; color: #1f2933; }
                label { display: block; margin-top: .75rem; }
                textarea, input { box-sizing: border-box; width: 100%%; font: inherit; padding: .5rem; border: 1px solid #616e7c; border-radius: 4px; }
                input { max-width: 12rem; }
                button { font: inherit; margin: .75rem .5rem 0 0; padding: .4rem .9rem; border: 1px solid #35586e; border-radius: 4px; background: #fff; color: #35586e; }
                button.first { background: #35586e; color: #fff; }
                button:focus-visible, a:focus-visible, textarea:focus-visible, input:focus-visible { outline: 3px solid #b3601c; outline-offset: 2px; }
                .problem { padding: .75rem 1rem; border-left: 4px solid #a61b1b; background: #fdf3f3; }
                article { margin-top: 1rem; padding: 1rem; border: 1px solid #cbd2d9; border-radius: 4px; }
                h3 { margin: 0; font-size: 1rem; }
                table { border-collapse: collapse; margin-top: .75rem; width: 100%%; font-size: .875rem; }
                caption { text-align: left; font-weight: 600; }
                th, td { text-align: left; padding: .25rem .75rem .25rem 0; border-bottom: 1px solid #e4e7eb; vertical-align: top; overflow-wrap: anywhere; }
                a { color: #1f5c87; }
              </style>
            </head>
            <body>
              <header><h1>Claim triage</h1></header>
              <main>
                <section aria-labelledby="new">
                  <h2 id="new">New claim</h2>
                  %s
                  <form method="post" action="%s">
                    <label for="claim">What happened?</label>
                    <textarea id="claim" name="claim" rows="4" required maxlength="3500">%s</textarea>
                    <label for="amount">Amount in EUR</label>
                    <input id="amount" name="amount" inputmode="numeric" pattern="[0-9]+" required value="%s">
                    <div><button class="first">Send</button></div>
                  </form>
                </section>
                <section aria-labelledby="all">
                  <h2 id="all">Claims</h2>
                  <p><a href="%s">Refresh</a></p>
                  %s
                </section>
              </main>
            </body>
            </html>
            """;

    private TriageHtml() {}

    static String page(String base, NewClaim typed, String problem, ClaimHistory.Page claims) {
        String alert = problem == null ? "" : "<p class=\"problem\" role=\"alert\">%s</p>".formatted(escape(problem));
        String list = claims.claims().isEmpty()
                ? "<p id=\"none\">There are no claims yet. Send the first one with the form above.</p>"
                : claims.claims().stream().map(claim -> claim(base, claim)).collect(Collectors.joining());
        return PAGE.formatted(
                alert,
                escape(base),
                escape(Objects.requireNonNullElse(typed.claim(), "")),
                typed.amount() == null ? "" : typed.amount(),
                escape(base),
                list + more(base, claims));
    }

    private static String more(String base, ClaimHistory.Page claims) {
        return claims.next()
                .map(from -> "<p><a href=\"%s?from=%d\">Older claims that are not answered yet</a></p>"
                        .formatted(escape(base), from))
                .orElse("");
    }

    private static String claim(String base, ClaimState claim) {
        return """
                <article id="claim-%1$s" aria-labelledby="step-%1$s">
                  <h3 id="step-%1$s">%2$s</h3>
                  <p>%3$s <strong>%4$s EUR</strong></p>
                  %5$s%6$s%7$s%8$s%9$s
                </article>
                """.formatted(
                        escape(claim.id()),
                        escape(Step.words(claim.step())),
                        known(claim.claim()),
                        known(claim.amount()),
                        problem(claim),
                        facts(claim),
                        outcome(claim),
                        decision(base, claim),
                        calls(claim));
    }

    private static String problem(ClaimState claim) {
        return claim.problem() == null ? "" : "<p class=\"problem\">%s</p>".formatted(escape(claim.problem()));
    }

    private static String facts(ClaimState claim) {
        return claim.facts() == null
                ? ""
                : "<p>Read by the model: %s (%s, severity %s of 5)</p>"
                        .formatted(
                                known(claim.facts().summary()),
                                known(claim.facts().damage()),
                                known(claim.facts().severity()));
    }

    private static String outcome(ClaimState claim) {
        return (claim.decision() == null ? "" : "<p>Decision: %s</p>".formatted(escape(claim.decision())))
                + (claim.letter() == null ? "" : "<p>Answer: %s</p>".formatted(escape(claim.letter())));
    }

    private static String decision(String base, ClaimState claim) {
        return claim.step().equals("decide") ? """
                <form method="post" action="%sdecide">
                  <input type="hidden" name="id" value="%s">
                  <button class="first" name="decision" value="APPROVE">Approve</button>
                  <button name="decision" value="REJECT">Reject</button>
                </form>
                """.formatted(escape(base), escape(claim.id())) : "";
    }

    private static String calls(ClaimState claim) {
        return claim.calls().isEmpty()
                ? "<p>No model has answered for this claim yet.</p>"
                : """
                <table>
                  <caption>Model calls</caption>
                  <thead><tr><th scope="col">Activity</th><th scope="col">Model</th><th scope="col">Tokens in</th><th scope="col">Tokens out</th><th scope="col">Outcome</th><th scope="col">Trace</th></tr></thead>
                  <tbody>%s</tbody>
                </table>
                """.formatted(claim.calls().stream().map(TriageHtml::call).collect(Collectors.joining()));
    }

    private static String call(ClaimState.ModelCall call) {
        return "<tr><th scope=\"row\">%s</th><td>%s / %s</td><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>"
                .formatted(
                        escape(call.activity()),
                        known(call.model()),
                        known(call.connection()),
                        known(call.inputTokens()),
                        known(call.outputTokens()),
                        call.failure() == null ? "answered" : escape(call.failure()),
                        call.trace() == null
                                ? "none"
                                : "<a href=\"/traces/call?id=%1$s\">%1$s</a>".formatted(escape(call.trace())));
    }

    private static String known(Object value) {
        return value == null ? "unknown" : escape(value.toString());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
