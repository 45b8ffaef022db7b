package org.externalmodels.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class InferenceRequestTest {

    @Test
    void aPromptIsOneUserMessage() {
        assertThat(InferenceRequest.prompt("Hello").messages()).containsExactly(ChatMessage.user("Hello"));
    }

    @Test
    void aCopyEqualsItsOriginalInEveryPart() {
        InferenceRequest original = InferenceRequest.builder()
                .system("Be brief")
                .user(Content.text("What is this?"), Content.image(Media.of("image/png", new byte[] {1, 2})))
                .variable("age", 3)
                .parameters(InferenceParameters.DEFAULTS.withTemperature(0.5).withStop("END"))
                .responseFormat(ResponseFormat.jsonSchema("s", "{}"))
                .tool(new Tool("t", null, "{}"))
                .toolChoice(ToolChoice.tool("t"))
                .parallelToolCalls(true)
                .timeout(Duration.ofSeconds(5))
                .tag("team", "claims")
                .build();

        assertThat(original.toBuilder().build()).usingRecursiveComparison().isEqualTo(original);
    }

    @Test
    void keepsNoHoldOfTheCallersCollections() {
        List<Object> list = new ArrayList<>(List.of(1));
        Map<String, Object> variables = new HashMap<>(Map.of("list", list));
        InferenceRequest request =
                InferenceRequest.builder().variables(variables).build();

        list.add(2);
        variables.put("more", 1);

        assertThat(request.variables()).isEqualTo(Map.of("list", List.of(1)));
        assertThatThrownBy(() -> request.variables().put("x", 1)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesAValueWithoutJsonFormByItsPlace() {
        InferenceRequest.Builder builder =
                InferenceRequest.builder().variable("a", Map.of("b", List.of("x", new Object())));

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("variables.a.b[1]");
    }

    @Test
    void refusesNumbersThatJsonCannotHold() {
        assertThatThrownBy(() ->
                        InferenceRequest.builder().variable("n", Double.NaN).build())
                .hasMessageContaining("variables.n");
    }

    @Test
    void takesNumbersOfAllKindsAsThoseThatJsonKnows() {
        InferenceRequest request = InferenceRequest.builder()
                .variable("short", (short) 7)
                .variable("byte", (byte) -1)
                .variable("float", 0.1f)
                .variable("atomic", new AtomicLong(12))
                .variable("long", 13L)
                .build();

        assertThat(request.variables())
                .isEqualTo(Map.of(
                        "short",
                        7,
                        "byte",
                        -1,
                        "float",
                        new BigDecimal("0.1"),
                        "atomic",
                        new BigDecimal("12"),
                        "long",
                        13L));
    }

    @Test
    void refusesNestingWithoutEnd() {
        Map<String, Object> circle = new HashMap<>();
        circle.put("self", circle);

        assertThatThrownBy(() ->
                        InferenceRequest.builder().variable("circle", circle).build())
                .hasMessageContaining("nested deeper");
    }

    @Test
    void saysWhereAValueWithoutAJsonFormIs() {
        Map<String, Object> variables = Map.of("a", List.of(1, Map.of("b", new Object())));

        assertThatThrownBy(() ->
                        InferenceRequest.builder().variable("claim", variables).build())
                .hasMessage("variables.claim.a[1].b is a java.lang.Object, which has no JSON form");
    }

    /** It takes a moment, and minutes if the name were repeated for each value. */
    @Test
    @Timeout(10)
    void copiesManyValuesUnderALongName() {
        InferenceRequest request = InferenceRequest.builder()
                .user("Hi")
                .variable("n".repeat(1_000_000), Collections.nCopies(200_000, 0))
                .build();

        assertThat(request.variables()).hasSize(1);
    }

    @Test
    void refusesATimeLimitOfNothing() {
        assertThatThrownBy(() -> InferenceRequest.builder().timeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsNoWordOfItsContent() {
        InferenceRequest request = InferenceRequest.builder()
                .user("the patient's name")
                .variable("secret", "value")
                .build();

        assertThat(request.toString()).doesNotContain("patient").doesNotContain("value");
    }
}
