package org.externalmodels.workflow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.InferenceResult;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.SubmissionConnection;
import org.externalmodels.inference.SubmissionFactory;

/** Keeps what was submitted by transactions that committed, and makes results of it. */
public final class RecordingSubmissions implements SubmissionFactory {

    private static final long serialVersionUID = 1L;

    private final transient List<Sent> sent = new ArrayList<>();
    private transient int asked;
    private final transient Consumer<Runnable> afterCommit;

    /** Submissions in transactions: what they run is run after the commit of the current one, or never. */
    public RecordingSubmissions(Consumer<Runnable> afterCommit) {
        this.afterCommit = afterCommit;
    }

    public List<Sent> sent() {
        return List.copyOf(sent);
    }

    /** How often something was submitted, whatever became of the transaction. */
    public int asked() {
        return asked;
    }

    public Sent last() {
        return sent.get(sent.size() - 1);
    }

    @Override
    public SubmissionConnection getConnection() {
        return new SubmissionConnection() {
            @Override
            public String submit(Submission submission) {
                Sent one = new Sent(UUID.randomUUID().toString(), submission);
                asked++;
                afterCommit.accept(() -> sent.add(one));
                return one.id();
            }

            @Override
            public void close() {}
        };
    }

    /** A submission under its id. */
    public record Sent(String id, Submission submission) {

        public InferenceResult answered(String text) {
            return result(
                    Optional.of(RecordingModels.response(text, InferenceResponse.Structure.NONE)), Optional.empty());
        }

        public InferenceResult answeredJson(String json) {
            return result(
                    Optional.of(RecordingModels.response(json, InferenceResponse.Structure.NATIVE)), Optional.empty());
        }

        public InferenceResult failed(FailureCode code) {
            return result(Optional.empty(), Optional.of(new InferenceException(code, "it was " + code)));
        }

        private InferenceResult result(Optional<InferenceResponse> response, Optional<InferenceException> failure) {
            return new InferenceResult(
                    id,
                    submission.destination(),
                    submission.correlationId(),
                    submission.model(),
                    submission.connection(),
                    response,
                    failure,
                    false,
                    1);
        }
    }
}
