package org.externalmodels.registry.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.definition.VariableType;
import org.junit.jupiter.api.Test;

class JsonRecordsTest {

    record Point(int x, Integer y) {}

    record Shape(String name, List<Point> corners, VariableType type, boolean filled, Map<String, String> tags) {
        Shape {
            Objects.requireNonNull(name, "name");
        }
    }

    @Test
    void aRecordComesBackAsItWas() {
        Shape shape = new Shape(
                "box", List.of(new Point(1, 2), new Point(3, null)), VariableType.ARRAY, true, Map.of("a", "b"));

        assertThat(JsonRecords.read(JsonRecords.write(shape), Shape.class)).isEqualTo(shape);
    }

    @Test
    void theUnknownIsWrittenAsNull() {
        assertThat(JsonRecords.write(new Point(1, null))).hasToString("{\"x\":1,\"y\":null}");
    }

    @Test
    void anUnknownMemberIsRefusedByItsPath() {
        JsonMismatch mismatch = mismatch("{'name': 'a', 'corners': [{'x': 1}, {'x': 1, 'z': 2}]}");

        assertThat(mismatch.field()).isEqualTo("corners[1].z");
        assertThat(mismatch.wrongValue()).isFalse();
    }

    @Test
    void whatANewerVersionWroteIsPassedOver() {
        assertThat(JsonRecords.readKnown(json("{'name': 'a', 'colour': 'red'}"), Shape.class)
                        .name())
                .isEqualTo("a");
    }

    @Test
    void aWrongTypeIsRefusedByItsPath() {
        assertThat(mismatch("{'name': 5}").field()).isEqualTo("name");
        assertThat(mismatch("{'name': 'a', 'filled': 'yes'}").field()).isEqualTo("filled");
        assertThat(mismatch("{'name': 'a', 'corners': {}}").field()).isEqualTo("corners");
        assertThat(mismatch("{'name': 'a', 'corners': [null]}").field()).isEqualTo("corners[0]");
        assertThat(mismatch("{'name': 'a', 'corners': [{'x': 1.5}]}").field()).isEqualTo("corners[0].x");
        assertThat(mismatch("{'name': 'a', 'corners': [{'x': 99999999999}]}").field())
                .isEqualTo("corners[0].x");
    }

    @Test
    void anUnknownNameOfAConstantIsAWrongValueAndTheKnownOnesAreTold() {
        JsonMismatch mismatch = mismatch("{'name': 'a', 'type': 'STRING'}");

        assertThat(mismatch.wrongValue()).isTrue();
        assertThat(mismatch).hasMessageContaining("string, number, integer");
    }

    @Test
    void whatARecordRequiresIsToldByName() {
        assertThat(mismatch("{}").field()).isEqualTo("name");
    }

    @Test
    void aVariablesDefaultMayBeAnyJson() {
        Variable variable = JsonRecords.read(json("{'name': 'v', 'default': {'a': [1, true]}}"), Variable.class);

        assertThat(variable.defaultValue()).hasToString("{\"a\":[1,true]}");
        assertThat(JsonRecords.read(JsonRecords.write(variable), Variable.class))
                .isEqualTo(variable);
    }

    @Test
    void aDefinitionComesBackAsItWas() {
        Definition definition = JsonRecords.read(
                json("{'name': 'd', 'structure': 'openai-chat', 'features': ['tool-calling'], 'timeouts': {'total': 5},"
                        + " 'headers': [{'name': 'X', 'value': 'y'}], 'paths': {'output': '$.a'}}"),
                Definition.class);

        assertThat(JsonRecords.read(JsonRecords.write(definition), Definition.class))
                .isEqualTo(definition);
    }

    private static JsonMismatch mismatch(String text) {
        return catchThrowableOfType(JsonMismatch.class, () -> JsonRecords.read(json(text), Shape.class));
    }

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }
}
