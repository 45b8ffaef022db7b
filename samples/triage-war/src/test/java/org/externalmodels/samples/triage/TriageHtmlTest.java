package org.externalmodels.samples.triage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TriageHtmlTest {

    private static final NewClaim NOTHING = new NewClaim("", null);

    @Test
    void saysThatThereAreNoClaims() {
        assertThat(TriageHtml.page("/triage/", NOTHING, null, page()))
                .contains("There are no claims yet.")
                .doesNotContain("<article");
    }

    @Test
    void keepsWhatWasTypedBesideWhatIsWrongWithIt() {
        NewClaim typed = new NewClaim("A tree fell.", null);

        assertThat(TriageHtml.page("/triage/", typed, typed.problem(), page()))
                .contains("role=\"alert\">Claim 1 to 1000000 EUR.<")
                .contains(">A tree fell.</textarea>");
    }

    @Test
    void escapesWhatPeopleAndTheModelWrote() {
        ClaimState claim = ClaimState.of(
                "7",
                "decide",
                null,
                Map.of(
                        "claim",
                        "<script>a()</script>",
                        "amount",
                        5L,
                        "facts",
                        Map.of("summary", "<b>", "damage", "other", "severity", 3L)));

        assertThat(TriageHtml.page("/triage/", NOTHING, null, page(claim)))
                .contains("&lt;script&gt;a()&lt;/script&gt;", "Read by the model: &lt;b&gt; (other, severity 3 of 5)")
                .contains("value=\"APPROVE\"")
                .doesNotContain("<script>", "<b>");
    }

    @Test
    void showsTheCallsOfModelsAndWhatIsUnknownOfThem() {
        ClaimState claim = ClaimState.of(
                "7",
                "answered",
                null,
                Map.of(
                        "claim",
                        "hail",
                        "amount",
                        5L,
                        "answerCall",
                        Map.of("model", "gpt", "connection", "main", "traceId", "t-1", "outputTokens", 4L)));

        assertThat(TriageHtml.page("/triage/", NOTHING, null, page(claim)))
                .contains("<td>gpt / main</td><td>unknown</td><td>4</td><td>answered</td>")
                .contains("href=\"/traces/call?id=t-1\"");
    }

    @Test
    void showsAClaimOfWhichAModelOrAProcessWroteSomethingElseThanExpected() {
        ClaimState odd = ClaimState.of(
                "7",
                "decide",
                null,
                Map.of(
                        "claim",
                        List.of("hail"),
                        "facts",
                        Map.of("summary", 7L, "severity", "high"),
                        "extractCall",
                        Map.of("model", "gpt", "inputTokens", 3, "outputTokens", "many")));

        assertThat(TriageHtml.page("/triage/", NOTHING, null, page(odd)))
                .contains("[hail] <strong>unknown EUR</strong>", "7 (unknown, severity unknown of 5)")
                .contains("<td>gpt / unknown</td><td>3</td><td>unknown</td>");
    }

    @Test
    void leadsToOlderClaims() {
        assertThat(TriageHtml.page("/triage/", NOTHING, null, new ClaimHistory.Page(List.of(), Optional.of(20))))
                .contains("href=\"/triage/?from=20\"");
        assertThat(TriageHtml.page("/triage/", NOTHING, null, page())).doesNotContain("from=");
    }

    private static ClaimHistory.Page page(ClaimState... claims) {
        return new ClaimHistory.Page(List.of(claims), Optional.empty());
    }
}
