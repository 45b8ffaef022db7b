package org.externalmodels.registry.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

    @Test
    void valuesOfFieldsAreTakenOutWhereverTheyAre() {
        String redacted = redaction(List.of("iban", "card"), List.of())
                .of("{\"a\":[{\"IBAN\":\"DE02\",\"b\":1}],\"card\":{\"number\":42},\"c\":\"iban\"}");
        assertThat(redacted)
                .isEqualTo("{\"a\":[{\"IBAN\":\"[redacted]\",\"b\":1}],\"card\":\"[redacted]\",\"c\":\"iban\"}");
    }

    /** The arguments of a tool call are JSON in a string of JSON. */
    @Test
    void fieldsOfJsonWithinAStringAreTakenOutToo() {
        assertThat(redaction(List.of("iban"), List.of()).of("{\"arguments\":\"{\\\"iban\\\":\\\"DE02\\\"}\"}"))
                .doesNotContain("DE02")
                .contains("[redacted]");
    }

    @Test
    void fieldsAreFoundInWhatIsNoWholeJson() {
        assertThat(redaction(List.of("iban"), List.of())
                        .of("data: {\"iban\": \"DE02\", \"x\": 1}\n\ndata: {\"iban\":7"))
                .doesNotContain("DE02")
                .doesNotContain("7")
                .contains("\"x\": 1");
    }

    @Test
    void whatAPatternFindsIsTakenOut() {
        assertThat(redaction(List.of(), List.of("[0-9]{3}-[0-9]{2}")).of("id 123-45 and 678-90."))
                .isEqualTo("id [redacted] and [redacted].");
    }

    @Test
    void withoutRulesATextStaysAsItIs() {
        String text = "{ \"b\" : 1,\n \"a\" : 2 }";
        assertThat(redaction(List.of(), List.of()).of(text)).isSameAs(text);
        assertThat(redaction(List.of("c"), List.of()).of(text)).isEqualTo(text);
    }

    @Test
    void aTextThatCannotBeSearchedIsNotKept() {
        assertThat(redaction(List.of(), List.of("(a+)+b")).of("a".repeat(5_000)))
                .isEqualTo(Redaction.NOT_KEPT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"(", "a*", "", "[z-a]"})
    void aPatternThatIsNoneIsRefused(String pattern) {
        List<String> patterns = List.of(pattern);
        assertThatThrownBy(() -> new RedactionRules(List.of(), patterns)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Redaction redaction(List<String> fields, List<String> patterns) {
        return new Redaction(new RedactionRules(fields, patterns));
    }
}
