package org.externalmodels.workflow;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.SubmissionConnection;
import org.externalmodels.inference.SubmissionFactory;

/** Carries out tasks that ask a model. Shared by threads. */
public final class ModelTasks {

    private final Supplier<ModelConnectionFactory> models;
    private final Supplier<SubmissionFactory> submissions;

    /**
     * Carries out the tasks of an engine: through its beans {@code externalModels} and {@code externalModelSubmissions}, or where
     * it has none through what the server binds to {@code eis/ExternalModels} and {@code eis/ExternalModelSubmissions}.
     *
     * @param beans the engine's bean of a name; {@code null} if it has none
     */
    public static ModelTasks of(Function<String, Object> beans) {
        return new ModelTasks(
                () -> resource(beans, ModelConnectionFactory.class, "externalModels", "ExternalModels"),
                () -> resource(beans, SubmissionFactory.class, "externalModelSubmissions", "ExternalModelSubmissions"));
    }

    private static <T> T resource(Function<String, Object> beans, Class<T> type, String bean, String name) {
        Object given = beans.apply(bean);
        return given == null ? ServerResources.lookUp(type, name) : type.cast(given);
    }

    /** With what these give when a task needs it. */
    ModelTasks(Supplier<ModelConnectionFactory> models, Supplier<SubmissionFactory> submissions) {
        this.models = Objects.requireNonNull(models, "models");
        this.submissions = Objects.requireNonNull(submissions, "submissions");
    }

    /**
     * Calls the model and waits for its answer; or, if the task names a destination, submits the request in the engine's
     * transaction, to have the result delivered there later. On a server that must be one of the server's.
     *
     * @param waiting where the result goes
     * @throws InvalidTaskException if the task cannot be carried out as it is described; nothing was sent
     * @throws InferenceException if the call failed and the process does not handle it, so that the engine may repeat it
     */
    public TaskOutcome carryOut(TaskFields fields, WaitingActivity waiting) {
        TaskCall call = TaskCall.of(fields);
        TaskResult result = TaskResult.of(fields);
        Optional<String> destination = fields.name(TaskField.DESTINATION);
        if (destination.isPresent() && ServerTransaction.isMissing()) {
            throw fields.invalid(
                    TaskField.DESTINATION,
                    "the engine works in no transaction of the server's, so its request would be sent even if the process"
                            + " failed. Configure the engine for JTA, or call the model without a destination.");
        }
        try {
            return destination.isEmpty()
                    ? result.answered(infer(call))
                    : submit(call.submission(destination.get(), waiting.correlationId()));
        } catch (InferenceException failure) {
            return result.failed(failure);
        }
    }

    private InferenceResponse infer(TaskCall call) {
        try (ModelConnection connection = models.get().getConnection(call.model(), call.connection())) {
            return connection.infer(call.withLimitFor(connection).request());
        }
    }

    /** Nobody is asked anything in the engine's transaction. */
    private TaskOutcome submit(Submission submission) {
        try (SubmissionConnection connection = submissions.get().getConnection()) {
            return new TaskOutcome.Submitted(connection.submit(submission));
        }
    }

    /**
     * Takes the result of a submission for the task that waited for it.
     *
     * @throws InferenceException if it is a failure that the process does not handle
     */
    public TaskOutcome take(TaskFields fields, InferenceResult result) {
        TaskResult task = TaskResult.of(fields);
        return result.response().isPresent()
                ? task.answered(result.response().get())
                : task.failed(result.failure().orElseThrow());
    }
}
