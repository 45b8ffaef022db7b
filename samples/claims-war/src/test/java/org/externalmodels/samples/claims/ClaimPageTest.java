package org.externalmodels.samples.claims;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimPageTest {

    @Test
    void escapesWhatPeopleAndTheModelWrote() {
        ClaimSummary summary = new ClaimSummary("", "<script>a()</script>", "m&\"", 1L, 2L, "t");

        String page = ClaimPage.html("/claims/", "</textarea><b onclick='x'>", summary);

        assertThat(page)
                .contains(
                        "&lt;script&gt;a()&lt;/script&gt;",
                        "m&amp;&quot;",
                        "&lt;/textarea&gt;&lt;b onclick=&#39;x&#39;&gt;")
                .doesNotContain("<script>", "<b onclick");
    }

    @Test
    void saysUnknownWhereTheProviderDidNotCount() {
        ClaimSummary summary = new ClaimSummary("", "Roof damaged.", "main", null, null, "t");

        assertThat(ClaimPage.html("/claims/", "", summary)).contains("unknown tokens in, unknown tokens out");
    }

    @Test
    void showsCodeAndMessageOfAFailure() {
        ClaimFailure failure = new ClaimFailure("MODEL_NOT_ACTIVE", "The model claims-gpt is not active.");

        assertThat(ClaimPage.html("/claims/", "", failure))
                .contains("<strong>MODEL_NOT_ACTIVE</strong> The model claims-gpt is not active.");
    }
}
