package org.externalmodels.workflow;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ResponseFormat;

/**
 * What a task asks of which model.
 *
 * @param connection of the model, {@code null} for any
 * @param request without the limit that the model may have of its own
 */
record TaskCall(String model, String connection, InferenceRequest request) {

    private static final int LONGEST_SCHEMA_NAME = 64;

    static TaskCall of(TaskFields fields) {
        Activity activity = fields.activity();
        String model = fields.required(TaskField.MODEL).strip();
        InferenceRequest.Builder request = InferenceRequest.builder().workflow(activity.instance(), activity.id());
        fields.text(TaskField.SYSTEM_PROMPT).ifPresent(request::system);
        request.user(fields.required(TaskField.PROMPT));
        request.parameters(Parameters.of(fields));
        fields.text(TaskField.RESPONSE_SCHEMA)
                .ifPresent(schema -> request.responseFormat(
                        ResponseFormat.jsonSchema(schemaName(activity), schema(fields, schema))));
        TaskTimeout.of(fields).ifPresent(request::timeout);
        return new TaskCall(model, fields.name(TaskField.CONNECTION).orElse(null), request.build());
    }

    private static String schema(TaskFields fields, String text) {
        try {
            if (Json.read(text) instanceof JsonObject) {
                return text;
            }
        } catch (JsonException notJson) {
            throw fields.invalid(TaskField.RESPONSE_SCHEMA, "is not JSON: " + notJson.getMessage());
        }
        throw fields.invalid(TaskField.RESPONSE_SCHEMA, "is a JSON Schema, which is a JSON object.");
    }

    private static String schemaName(Activity activity) {
        String name = activity.id().replaceAll("[^A-Za-z0-9_-]", "_");
        return name.substring(0, Math.min(name.length(), LONGEST_SCHEMA_NAME));
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

    /** An unknown model has none; the call itself is what reports that. */
    private static Optional<Duration> limitOf(ModelConnection connection) {
        try {
            return connection.metaData().timeout();
        } catch (InferenceException unknown) {
            return Optional.empty();
        }
    }
}
