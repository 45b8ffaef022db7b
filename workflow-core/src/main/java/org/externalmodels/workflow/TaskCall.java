package org.externalmodels.workflow;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Submission;

/**
 * What a task asks of which model.
 *
 * @param connection of the model, {@code null} for any
 * @param request without the limit that the model may have of its own
 */
record TaskCall(String model, String connection, InferenceRequest request) {

    private static final int LONGEST_SCHEMA_NAME = 64;

    private static final Set<FailureCode> WITHOUT_LIMIT = EnumSet.of(
            FailureCode.MODEL_NOT_FOUND,
            FailureCode.MODEL_NOT_ACTIVE,
            FailureCode.CONNECTION_NOT_FOUND,
            FailureCode.CONNECTION_NOT_ACTIVE,
            FailureCode.NO_ACTIVE_CONNECTION);

    static TaskCall of(TaskFields fields) {
        Activity activity = fields.activity();
        String model = fields.required(TaskField.MODEL).strip();
        InferenceRequest.Builder request = InferenceRequest.builder().workflow(activity.instance(), activity.id());
        fields.text(TaskField.SYSTEM_PROMPT).ifPresent(request::system);
        request.user(fields.required(TaskField.PROMPT));
        request.parameters(Parameters.of(fields));
        fields.text(TaskField.RESPONSE_SCHEMA)
                .ifPresent(text -> request.responseFormat(
                        ResponseFormat.jsonSchema(schemaName(activity), schemaText(fields, text))));
        TaskTimeout.of(fields).ifPresent(request::timeout);
        return new TaskCall(model, fields.name(TaskField.CONNECTION).orElse(null), request.build());
    }

    private static String schemaText(TaskFields fields, String text) {
        JsonObject unused = schema(fields, text);
        return text;
    }

    static JsonObject schema(TaskFields fields, String text) {
        try {
            if (Json.read(text) instanceof JsonObject schema) {
                return schema;
            }
        } catch (JsonException notJson) {
            throw fields.invalid(TaskField.RESPONSE_SCHEMA, "is not JSON: " + notJson.getMessage());
        }
        throw fields.invalid(TaskField.RESPONSE_SCHEMA, "must be a JSON Schema, which is a JSON object.");
    }

    private static String schemaName(Activity activity) {
        String name = activity.id().replaceAll("[^A-Za-z0-9_-]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_SCHEMA_NAME));
    }

    /** To be sent later, with a limit for where the model has none of its own then. */
    Submission submission(String destination, String correlationId) {
        return Submission.to(destination)
                .correlationId(correlationId)
                .model(model)
                .connection(connection)
                .request(request)
                .defaultTimeout(TaskTimeout.DEFAULT)
                .build();
    }

    /** Where nobody set a limit in time, neither here nor in the model's definition, one is set now. */
    TaskCall withLimitFor(ModelConnection target) {
        return request.timeout().isPresent() || limitOf(target).isPresent()
                ? this
                : new TaskCall(
                        model,
                        connection,
                        request.toBuilder().timeout(TaskTimeout.DEFAULT).build());
    }

    /** A model that cannot be called has none; the call itself is what reports that. */
    private static Optional<Duration> limitOf(ModelConnection connection) {
        try {
            return connection.metaData().timeout();
        } catch (InferenceException failure) {
            if (WITHOUT_LIMIT.contains(failure.code())) {
                return Optional.empty();
            }
            throw failure;
        }
    }
}
