package org.externalmodels.workflow;

import jakarta.json.JsonException;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;

/** What an answer, or a failure, is to the process: the fields of a task that are needed once it is there. */
final class TaskResult {

    private final String resultVariable;
    private final Optional<String> callVariable;
    private final ErrorMapping errors;
    private final Optional<AnswerSchema> schema;

    private TaskResult(TaskFields fields) {
        resultVariable = fields.required(TaskField.RESULT_VARIABLE).strip();
        callVariable = fields.name(TaskField.CALL_VARIABLE);
        errors = ErrorMapping.of(fields);
        schema = fields.text(TaskField.RESPONSE_SCHEMA).map(text -> new AnswerSchema(TaskCall.schema(fields, text)));
    }

    static TaskResult of(TaskFields fields) {
        return new TaskResult(fields);
    }

    /** A structured answer that is no JSON, or not what the process relies on, is a failure like others. */
    TaskOutcome answered(InferenceResponse response) {
        Object value = response.text();
        if (response.json().isPresent()) {
            JsonValue structure;
            try {
                structure = Json.read(response.text());
            } catch (JsonException notJson) {
                return failed(unusable(response, "answered with text that is not the JSON it was asked for.", notJson));
            }
            Optional<String> problem = schema.flatMap(expected -> expected.problem(structure));
            if (problem.isPresent()) {
                return failed(unusable(
                        response, "answered with JSON that does not fit the schema: " + problem.get() + ".", null));
            }
            value = Json.plain(structure);
        }
        Map<String, Object> variables = new LinkedHashMap<>();
        variables.put(resultVariable, value);
        callVariable.ifPresent(name -> variables.put(name, call(response)));
        return new TaskOutcome.Answered(variables);
    }

    private static InferenceException unusable(InferenceResponse response, String why, JsonException cause) {
        return InferenceException.of(FailureCode.INVALID_RESPONSE, "The model " + response.modelName() + " " + why)
                .modelName(response.modelName())
                .connectionName(response.connectionName())
                .traceId(response.traceId())
                .cause(cause)
                .build();
    }

    /** @throws InferenceException the failure itself, if the process does not handle it */
    TaskOutcome failed(InferenceException failure) {
        String error = errors.errorFor(failure.code()).orElseThrow(() -> failure);
        Map<String, Object> variables = new LinkedHashMap<>();
        callVariable.ifPresent(name -> variables.put(name, call(failure)));
        return new TaskOutcome.Failed(variables, error, failure.code() + ": " + failure.getMessage());
    }

    private static Map<String, Object> call(InferenceResponse response) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("model", response.modelName());
        call.put("connection", response.connectionName());
        call.put("traceId", response.traceId());
        call.put("inputTokens", orNull(response.usage().inputTokens()));
        call.put("outputTokens", orNull(response.usage().outputTokens()));
        call.put("finishReason", response.finishReason().name());
        return call;
    }

    private static Map<String, Object> call(InferenceException failure) {
        Map<String, Object> call = new LinkedHashMap<>();
        call.put("model", failure.modelName().orElse(null));
        call.put("connection", failure.connectionName().orElse(null));
        call.put("traceId", failure.traceId().orElse(null));
        call.put("failure", failure.code().name());
        return call;
    }

    private static Long orNull(OptionalLong tokens) {
        return tokens.isPresent() ? tokens.getAsLong() : null;
    }
}
