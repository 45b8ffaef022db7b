package org.externalmodels.connector.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestTemplateTest {

    @Test
    void escapesAValueIntoAString() throws TemplateProblem {
        assertThat(render("{\"p\":\"Say: {{prompt}}!\"}", Map.of("prompt", "a \"b\"\n\\ c")))
                .isEqualTo("{\"p\":\"Say: a \\\"b\\\"\\n\\\\ c!\"}");
    }

    @Test
    void aStringThatIsOnlyAVariableTakesItsType() throws TemplateProblem {
        assertThat(render(
                        "{\"n\":\"{{count}}\",\"o\":\"{{options}}\"}",
                        Map.of("count", 3, "options", Map.of("a", true))))
                .isEqualTo("{\"n\":3,\"o\":{\"a\":true}}");
    }

    @Test
    void aStringVariableStaysAString() throws TemplateProblem {
        assertThat(render("{\"p\":\"{{prompt}}\"}", Map.of("prompt", "42"))).isEqualTo("{\"p\":\"42\"}");
    }

    @Test
    void aVariableInValuePositionIsTyped() throws TemplateProblem {
        assertThat(render("{\"p\":{{prompt}},\"n\":[{{ count }}]}", Map.of("prompt", "x", "count", 7)))
                .isEqualTo("{\"p\":\"x\",\"n\":[7]}");
    }

    @Test
    void anotherTypeInsideAStringIsItsJson() throws TemplateProblem {
        assertThat(render("{\"p\":\"n={{count}} o={{options}}\"}", Map.of("count", 3, "options", Map.of("k", "v"))))
                .isEqualTo("{\"p\":\"n=3 o={\\\"k\\\":\\\"v\\\"}\"}");
    }

    @Test
    void systemPromptHasTwoSpellings() throws TemplateProblem {
        assertThat(render("{\"a\":\"{{system.prompt}}\",\"b\":\"{{system_prompt}}\"}", Map.of("system_prompt", "S")))
                .isEqualTo("{\"a\":\"S\",\"b\":\"S\"}");
        assertThat(render("{\"a\":\"{{system_prompt}}\"}", Map.of("system.prompt", "T")))
                .isEqualTo("{\"a\":\"T\"}");
    }

    @Test
    void expandsNothingElse() throws TemplateProblem {
        String body = "{\"a\":\"${HOME} #{x} $PATH %s {prompt} \\u007b\"}";

        assertThat(render(body, Map.of())).isEqualTo(body);
        assertThat(render("{\"a\":\"{{prompt}}\"}", Map.of("prompt", "${HOME} {{prompt}}")))
                .isEqualTo("{\"a\":\"${HOME} {{prompt}}\"}");
    }

    @Test
    void fallsBackToTheDefault() throws TemplateProblem {
        assertThat(render("{\"t\":{{tone}}}", Map.of())).isEqualTo("{\"t\":\"calm\"}");
    }

    @Test
    void anOptionalVariableWithoutValueIsEmptyOrNull() throws TemplateProblem {
        assertThat(render("{\"s\":\"{{system_prompt}}\",\"n\":\"{{count}}\"}", Map.of()))
                .isEqualTo("{\"s\":\"\",\"n\":null}");
    }

    @Test
    void aRequiredVariableWithoutValueIsMissing() throws TemplateProblem {
        RequestTemplate template = compile("{\"p\":\"{{must}}\"}");

        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> template.render(Map.of(), name -> null));

        assertThat(failure.code()).isEqualTo(FailureCode.MISSING_VARIABLE);
        assertThat(failure).hasMessageContaining("must");
    }

    @ParameterizedTest
    @CsvSource({"count, text", "flag, text", "options, text", "items, text"})
    void aValueOfTheWrongTypeIsRefused(String name, String value) throws TemplateProblem {
        RequestTemplate template = compile("{\"v\":{{" + name + "}}}");
        Map<String, Object> values = new HashMap<>(Map.of("must", "x"));
        values.put(name, value);

        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> template.render(values, ignored -> null));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining(name);
    }

    @Test
    void aValueForAnUnknownVariableIsRefused() throws TemplateProblem {
        RequestTemplate template = compile("{\"p\":1}");

        assertThatThrownBy(() -> template.render(Map.of("must", "x", "typo", 1), name -> null))
                .isInstanceOf(InferenceException.class)
                .hasMessageContaining("typo");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"p\":\"{{nobody}}\"}            | 1 | 7  | Unknown variable 'nobody'",
                "{\"p\":\"{{prompt\"}              | 1 | 7  | not closed",
                "{\"{{prompt}}\":1}                | 1 | 3  | property name",
                "{\"p\":\"{{}}\"}                  | 1 | 7  | Unknown variable ''",
                "{\"m\":1, {{prompt}} : \"y\"}     | 1 | 9  | property name",
            })
    void saysWhereATemplateIsWrong(String body, int line, int column, String message) {
        TemplateProblem problem = catchThrowableOfType(TemplateProblem.class, () -> compile(body));

        assertThat(problem).hasMessageContaining(message);
        assertThat(problem.line()).isEqualTo(line);
        assertThat(problem.column()).isEqualTo(column);
    }

    @Test
    void tellsAllProblemsInTheOrderOfTheirPlaces() {
        String body = """
                {
                  "a": {{unknown}},
                  "b": "to {{nobody}} and {{prompt}} and {{again}}",
                  "{{prompt}}": 1,
                  "c": {{prompt,
                  "d": tru
                }""";

        TemplateProblem problem = catchThrowableOfType(TemplateProblem.class, () -> compile(body));

        assertThat(problem.all())
                .extracting(each -> each.line() + ":" + each.column() + " "
                        + each.getMessage().split("[;']", -1)[0].strip())
                .containsExactly(
                        "2:8 Unknown variable",
                        "3:12 Unknown variable",
                        "3:42 Unknown variable",
                        "4:4 A variable cannot be part of a property name",
                        "5:8 {{ is not closed by }}",
                        "6:10 The body is not valid JSON from here on");
    }

    @Test
    void nestingWithoutEndIsRefusedWhereItIsTooDeep() {
        String deep = "{\"a\":\n" + "[".repeat(200) + "{{prompt}}" + "]".repeat(200) + "}";

        TemplateProblem problem = catchThrowableOfType(TemplateProblem.class, () -> compile(deep));

        assertThat(problem).hasMessage("The body is nested more than 100 deep from here on");
        assertThat(problem.line()).isEqualTo(2);
        assertThat(problem.column()).isEqualTo(100);
    }

    @Test
    void saysOnWhichLineTheJsonBreaks() {
        TemplateProblem problem =
                catchThrowableOfType(TemplateProblem.class, () -> compile("{\n  \"a\": {{prompt}},\n  \"b\" 2\n}"));

        assertThat(problem).hasMessageContaining("not valid JSON");
        assertThat(problem.line()).isEqualTo(3);
    }

    @Test
    void textThatIsNoObjectIsRefused() {
        assertThatThrownBy(() -> compile("\"{{prompt}}\"")).isInstanceOf(TemplateProblem.class);
        assertThatThrownBy(() -> compile("")).isInstanceOf(TemplateProblem.class);
        assertThatThrownBy(() -> compile("{} {}")).isInstanceOf(TemplateProblem.class);
    }

    @Test
    void aDefaultOfTheWrongTypeIsRefused() {
        VariableDefinition wrong = new VariableDefinition(
                "n", Optional.empty(), VariableDefinition.Type.INTEGER, false, Optional.of("\"x\""));

        assertThatThrownBy(() -> new Variables(List.of(wrong))).hasMessageContaining("'n'");
    }

    static RequestTemplate compile(String body) throws TemplateProblem {
        return RequestTemplate.compile(
                body,
                new Variables(List.of(
                        variable("prompt", VariableDefinition.Type.STRING),
                        variable("system_prompt", VariableDefinition.Type.STRING),
                        variable("count", VariableDefinition.Type.INTEGER),
                        variable("flag", VariableDefinition.Type.BOOLEAN),
                        variable("options", VariableDefinition.Type.OBJECT),
                        variable("items", VariableDefinition.Type.ARRAY),
                        new VariableDefinition(
                                "tone",
                                Optional.empty(),
                                VariableDefinition.Type.STRING,
                                false,
                                Optional.of("\"calm\"")),
                        new VariableDefinition(
                                "must", Optional.empty(), VariableDefinition.Type.STRING, true, Optional.empty()))));
    }

    private static VariableDefinition variable(String name, VariableDefinition.Type type) {
        return new VariableDefinition(name, Optional.empty(), type, false, Optional.empty());
    }

    private static String render(String body, Map<String, Object> values) throws TemplateProblem {
        Map<String, Object> all = new HashMap<>(values);
        all.put("must", "x");
        return compile(body).render(all, name -> null);
    }
}
