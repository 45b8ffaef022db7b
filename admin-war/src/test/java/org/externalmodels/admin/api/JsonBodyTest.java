package org.externalmodels.admin.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.externalmodels.inference.spi.DefinitionProblem;
import org.junit.jupiter.api.Test;

class JsonBodyTest {

    @Test
    void whatIsNotJsonIsRefusedWithItsPlaceAndNotQuoted() {
        Problem problem = refused("{\"name\": \"a\",\n \"apiKey\": sk-canary}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.problems()).singleElement().satisfies(at -> {
            assertThat(at.line()).hasValue(2);
            assertThat(at.column().orElseThrow()).isPositive();
        });
        assertThat(problem.json().toString()).doesNotContain("canary");
    }

    @Test
    void anUnknownFieldIsABadRequestThatNamesIt() {
        Problem problem =
                refused("{\"name\": \"a\", \"connections\": [{\"name\": \"c\", \"api_key\": \"sk-canary\"}]}");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.problems()).extracting(DefinitionProblem::field).containsExactly("connections[0].api_key");
        assertThat(problem.json().toString()).doesNotContain("canary");
    }

    @Test
    void aMemberThatIsThereTwiceIsABadRequestThatNamesItAndItsPlace() {
        Problem problem = refused("""
                {"name": "a", "connections": [{"name": "c", "apiKey": "sk-canary",
                  "apiKey": "sk-canary-2"}]}""");

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.detail()).startsWith("connections[0].apiKey is in the body twice, again at line 2, column ");
        assertThat(problem.problems()).singleElement().satisfies(at -> {
            assertThat(at.field()).isEqualTo("connections[0].apiKey");
            assertThat(at.line()).hasValue(2);
        });
        assertThat(problem.json().toString()).doesNotContain("canary");
    }

    @Test
    void aValueThatIsNoneOfTheKnownOnesCannotBeProcessed() {
        assertThat(refused("{\"name\": \"a\", \"structure\": \"openai\"}").status())
                .isEqualTo(422);
    }

    @Test
    void anythingButAnObjectIsABadRequest() {
        for (String text : new String[] {null, "", " ", "[]", "1", "null", "\"x\"", "{", "{} {}", "{}}"}) {
            assertThat(refused(text).status()).as(text).isEqualTo(400);
        }
    }

    @Test
    void keysAreNotShownByWhatHoldsThem() {
        ModelBody body = JsonBody.read(
                "{\"name\": \"a\", \"connections\": [{\"name\": \"c\", \"apiKey\": \"sk-canary\"}], \"headers\":"
                        + " [{\"name\": \"X\", \"value\": \"hush-canary\", \"secret\": true}]}",
                ModelBody.class);

        assertThat(body.toString() + body.connections() + body.headers() + body.definition() + body.givenConnections())
                .doesNotContain("canary");
    }

    private static Problem refused(String text) {
        return catchThrowableOfType(ApiException.class, () -> JsonBody.read(text, ModelBody.class))
                .problem();
    }
}
