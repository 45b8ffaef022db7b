package org.externalmodels.workflow.operaton;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.externalmodels.workflow.RecordingModels;
import org.externalmodels.workflow.TaskField;
import org.junit.jupiter.api.Test;

class ElementTemplateTest {

    /** What an author who fills in everything writes into the form. */
    private static final Map<String, String> FILLED = Map.of(
            "model", "gpt",
            "connection", "main",
            "systemPrompt", "You are ${role}",
            "prompt", "What is ${claim}?",
            "parameters", "{\"maxTokens\": 7}",
            "resultVariable", "answer",
            "callVariable", "call",
            "errors", "TIMEOUT=slow",
            "timeout", "90");

    @Test
    void hasEveryFieldOfTheTask() throws IOException {
        assertThat(properties().stream()
                        .filter(property -> !binding(property).getString("type").equals("property"))
                        .map(ElementTemplateTest::field))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(TaskField.values())
                        .map(TaskField::fieldName)
                        .toList());
    }

    @Test
    void writesATaskThatAsksWhatWasFilledIn() throws IOException {
        RecordingModels models = new RecordingModels("hail");
        try (Engine engine = new Engine()) {
            engine.give("externalModels", models);
            engine.deploy(process(FILLED));

            String instance = engine.start(Map.of("claim", "it", "role", "an adjuster"));
            engine.runJobs();

            assertThat(models.asked().messages())
                    .extracting(message -> message.text())
                    .containsExactly("You are an adjuster", "What is it?");
            assertThat(models.asked().parameters().maxTokens()).isEqualTo(7);
            assertThat(models.asked().timeout()).contains(Duration.ofSeconds(90));
            assertThat(engine.variable(instance, "answer")).isEqualTo("hail");
            assertThat(engine.variable(instance, "call"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("traceId", "trace-1");
            assertThat(engine.hasEnded(instance)).isTrue();
        }
    }

    /** The modeler writes each property of a template, also one that was left empty. */
    @Test
    void writesATaskThatCanBeDeployedWhereWhatMayBeEmptyIs() throws IOException {
        try (Engine engine = new Engine()) {
            engine.give("externalModels", new RecordingModels("hail"));
            engine.deploy(process(Map.of("model", "gpt", "prompt", "What?", "resultVariable", "answer")));

            String instance = engine.start(Map.of());
            engine.runJobs();

            assertThat(engine.variable(instance, "answer")).isEqualTo("hail");
        }
    }

    /** As the modeler for Camunda 7 applies a template. */
    private static String process(Map<String, String> values) throws IOException {
        StringBuilder attributes = new StringBuilder();
        StringBuilder fields = new StringBuilder();
        StringBuilder others = new StringBuilder();
        for (JsonObject property : properties()) {
            JsonObject binding = binding(property);
            String name = binding.getString("name");
            switch (binding.getString("type")) {
                case "property" -> attributes.append(" %s=\"%s\"".formatted(name, text(property.get("value"))));
                case "camunda:field" ->
                    fields.append(
                            "<camunda:field name=\"%s\"><camunda:expression>%s</camunda:expression></camunda:field>"
                                    .formatted(name, values.getOrDefault(name, "")));
                default ->
                    others.append("<camunda:property name=\"%s\" value=\"%s\"/>"
                            .formatted(
                                    name,
                                    values.getOrDefault(field(property), "").replace("\"", "&quot;")));
            }
        }
        return """
                <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" targetNamespace="claims">
                  <process id="claim" isExecutable="true">
                    <startEvent id="start"/>
                    <sequenceFlow id="to" sourceRef="start" targetRef="ask"/>
                    <serviceTask id="ask"%s>
                      <extensionElements>%s<camunda:properties>%s</camunda:properties></extensionElements>
                    </serviceTask>
                  </process>
                </definitions>
                """.formatted(attributes, fields, others);
    }

    private static String text(JsonValue value) {
        return value.toString().replace("\"", "");
    }

    private static JsonObject binding(JsonObject property) {
        return property.getJsonObject("binding");
    }

    private static String field(JsonObject property) {
        return binding(property).getString("name").replace("externalModels.", "");
    }

    private static List<JsonObject> properties() throws IOException {
        try (var file = ElementTemplateTest.class.getResourceAsStream("/element-templates/model-task.json");
                var reader = Json.createReader(file)) {
            return reader.readArray()
                    .getJsonObject(0)
                    .getJsonArray("properties")
                    .getValuesAs(JsonObject.class);
        }
    }
}
