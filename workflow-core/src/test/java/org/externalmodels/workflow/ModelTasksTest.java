package org.externalmodels.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.CallOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTasksTest {

    private static final String SCHEMA = """
            {"type": "object", "properties": {"kind": {"const": "storm"}, "amount": {"type": "integer", "const": 1200},
             "sure": {"const": 0.8}, "parts": {"type": "array", "items": {"const": "roof"}, "minItems": 2, "maxItems": 2}},
             "required": ["kind", "amount", "sure", "parts"], "additionalProperties": false}""";

    private SandboxedModels models;

    @BeforeEach
    void start(@TempDir Path journal) {
        models = new SandboxedModels(journal);
    }

    @AfterEach
    void stop() {
        models.close();
    }

    @Test
    void giveTheAnswerToTheProcess() {
        TaskOutcome outcome = call(GivenFields.complete());

        assertThat(outcome).isEqualTo(new TaskOutcome.Answered(Map.of("answer", "echo: one two three")));
    }

    @Test
    void makeAStructureOfAnAnswerWithASchema() {
        TaskOutcome outcome = call(GivenFields.complete().with(TaskField.RESPONSE_SCHEMA, SCHEMA));

        assertThat(outcome.variables().get("answer"))
                .isEqualTo(Map.of("kind", "storm", "amount", 1200L, "sure", 0.8, "parts", List.of("roof", "roof")));
    }

    @Test
    void attributeTheCallToInstanceAndActivity() {
        call(GivenFields.complete());

        assertThat(models.calls()).singleElement().satisfies(call -> {
            assertThat(call.origin().source()).isEqualTo(CallOrigin.Source.WORKFLOW);
            assertThat(call.tags())
                    .containsEntry(InferenceRequest.WORKFLOW_INSTANCE, "instance-7")
                    .containsEntry(InferenceRequest.WORKFLOW_ACTIVITY, "extract");
        });
    }

    @Test
    void tellOfTheCallWhereTheTaskAsksForIt() {
        TaskOutcome outcome = call(GivenFields.complete().with(TaskField.CALL_VARIABLE, "call"));

        assertThat(outcome.variables().get("call"))
                .isEqualTo(Map.of(
                        "model",
                        SandboxedModels.MODEL,
                        "connection",
                        "main",
                        "traceId",
                        models.calls().get(0).traceId(),
                        "inputTokens",
                        3L,
                        "outputTokens",
                        4L,
                        "finishReason",
                        "STOP"));
    }

    @Test
    void giveAMappedFailureToTheProcess() {
        models.fails("status=429");

        TaskOutcome outcome = call(GivenFields.complete()
                .with(TaskField.ERRORS, "RATE_LIMITED=busy")
                .with(TaskField.CALL_VARIABLE, "call"));

        assertThat(outcome).isInstanceOfSatisfying(TaskOutcome.Failed.class, failed -> {
            assertThat(failed.error()).isEqualTo("busy");
            assertThat(failed.message()).startsWith("RATE_LIMITED: ");
            assertThat(failed.variables().get("call"))
                    .asInstanceOf(InstanceOfAssertFactories.MAP)
                    .containsEntry("failure", "RATE_LIMITED");
        });
    }

    @Test
    void leaveOtherFailuresToTheEngine() {
        models.fails("status=429");

        assertThatThrownBy(() -> call(GivenFields.complete().with(TaskField.ERRORS, "TIMEOUT=late")))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.RATE_LIMITED));
    }

    @Test
    void takeAStructuredAnswerThatIsNoJsonForAFailure() {
        RecordingModels chatty = new RecordingModels("Sure, here it is: {");
        TaskFields fields = GivenFields.complete()
                .with(TaskField.RESPONSE_SCHEMA, SCHEMA)
                .with(TaskField.ERRORS, "INVALID_RESPONSE=unreadable")
                .fields();

        assertThat(Tasks.of(chatty).carryOut(fields, Tasks.HERE))
                .isInstanceOfSatisfying(
                        TaskOutcome.Failed.class,
                        failed -> assertThat(failed.error()).isEqualTo("unreadable"));
    }

    @Test
    void takeAStructureThatLacksWhatItsSchemaRequiresForAFailure() {
        RecordingModels forgetful = new RecordingModels("{\"kind\": \"storm\", \"amount\": \"much\"}");

        assertThatThrownBy(() -> Tasks.of(forgetful)
                        .carryOut(
                                GivenFields.complete()
                                        .with(TaskField.RESPONSE_SCHEMA, SCHEMA)
                                        .fields(),
                                Tasks.HERE))
                .isInstanceOfSatisfying(
                        InferenceException.class,
                        failure -> assertThat(failure.code()).isEqualTo(FailureCode.INVALID_RESPONSE))
                .hasMessageContaining("does not fit the schema: sure is missing");
    }

    @ParameterizedTest
    @EnumSource(names = {"MODEL", "PROMPT", "RESULT_VARIABLE"})
    void sendNothingWhereARequiredFieldHasNoValue(TaskField field) {
        assertThatThrownBy(() -> call(GivenFields.complete().with(field, " ")))
                .isInstanceOf(InvalidTaskException.class)
                .hasMessage("Activity extract of process claim, field " + field.fieldName()
                        + ": is required and has no value.");
        assertThat(models.calls()).isEmpty();
    }

    @Test
    void sendNothingWhereTheSchemaIsNone() {
        assertThatThrownBy(() -> call(GivenFields.complete().with(TaskField.RESPONSE_SCHEMA, "[1]")))
                .hasMessageContaining("field responseSchema: must be a JSON Schema, which is a JSON object.");
        assertThat(models.calls()).isEmpty();
    }

    @Test
    void writeStructuresIntoPromptsAsJson() {
        RecordingModels recording = new RecordingModels("yes");
        TaskFields fields = GivenFields.complete()
                .with(TaskField.PROMPT, Map.of("amount", 12))
                .fields();

        Tasks.of(recording).carryOut(fields, Tasks.HERE);

        assertThat(recording.asked().messages().get(0).text()).isEqualTo("{\"amount\":12}");
    }

    private TaskOutcome call(GivenFields given) {
        return Tasks.of(models.factory()).carryOut(given.fields(), Tasks.HERE);
    }
}
