package org.externalmodels.connector.template;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class RequestTemplateProperties {

    @Property
    void whateverTheTextTheStructureStays(@ForAll String prompt, @ForAll String system) throws TemplateProblem {
        RequestTemplate template = RequestTemplateTest.compile(
                "{\"a\":[\"x {{prompt}} y {{system_prompt}}\",\"{{prompt}}\",{{prompt}}],\"b\":{\"c\":1}}");

        JsonObject rendered =
                parse(template.render(Map.of("must", "x", "prompt", prompt, "system_prompt", system), name -> null));

        assertThat(rendered.keySet()).containsExactly("a", "b");
        JsonArray a = rendered.getJsonArray("a");
        assertThat(a.getString(0)).isEqualTo("x " + prompt + " y " + system);
        assertThat(a.getString(1)).isEqualTo(prompt);
        assertThat(a.getString(2)).isEqualTo(prompt);
    }

    @Property
    void noTextBreaksTheEncoding(@ForAll String prompt) throws TemplateProblem {
        String rendered = RequestTemplateTest.compile("{\"p\":\"{{prompt}}\"}")
                .render(Map.of("must", "x", "prompt", prompt), name -> null);

        byte[] sent = rendered.getBytes(StandardCharsets.UTF_8);

        assertThat(new String(sent, StandardCharsets.UTF_8)).isEqualTo(rendered);
    }

    @Property
    void compilingNeverFailsOtherThanByAProblem(@ForAll String noise) {
        for (String body : new String[] {noise, "{\"a\":\"" + noise + "\"}", "{\"a\":{{" + noise + "}}}"}) {
            try {
                RequestTemplateTest.compile(body);
            } catch (TemplateProblem problem) {
                assertThat(problem.line()).isPositive();
                assertThat(problem.column()).isPositive();
            }
        }
    }

    private static JsonObject parse(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }
}
