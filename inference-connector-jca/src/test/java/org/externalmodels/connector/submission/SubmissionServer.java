package org.externalmodels.connector.submission;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.connector.submission.ResultEndpoint.Wanted;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Submission;
import org.externalmodels.inference.spi.CallOrigin;

/** The submissions of a server that can crash, to models and listeners of a test. */
final class SubmissionServer implements AutoCloseable {

    private static final SubmissionLimits LIMITS = new SubmissionLimits(2_000, 1L << 20);

    final ScriptedModels models = new ScriptedModels();
    final Submissions submissions;
    private final List<Submissions> runs = new ArrayList<>();
    private final List<RecordingEndpoint> listeners = new ArrayList<>();
    private final Path directory;

    SubmissionServer(Path directory) {
        this.directory = directory;
        submissions = run(directory);
    }

    private Submissions run(Path folder) {
        Submissions run = Submissions.open(folder, LIMITS, models, CallerTransaction.UNKNOWN);
        runs.add(run);
        return run;
    }

    /** The next run, on what the one before leaves if it ends now; that does nothing more. */
    Submissions crash() {
        Path left = Crash.leaves(directory);
        submissions.close();
        return run(left);
    }

    RecordingEndpoint listen(Wanted wanted, boolean transacted) {
        return listen(submissions, wanted, transacted);
    }

    RecordingEndpoint listen(Submissions to, Wanted wanted, boolean transacted) {
        RecordingEndpoint listener = new RecordingEndpoint(wanted, transacted);
        listeners.add(listener);
        to.activate(listener);
        return listener;
    }

    String submit(String destination, String correlationId) {
        return submit(destination, correlationId, correlationId);
    }

    String submit(String destination, String correlationId, String prompt) {
        return submissions.submit(
                submission(destination, correlationId, prompt), CallOrigin.APPLICATION, submissions.transactions());
    }

    static Submission submission(String destination, String correlationId, String prompt) {
        return Submission.to(destination)
                .correlationId(correlationId)
                .model("gpt")
                .request(InferenceRequest.prompt(prompt))
                .build();
    }

    List<String> left() {
        return submissions.all().stream().map(Entry::id).toList();
    }

    @Override
    public void close() {
        runs.forEach(Submissions::close);
        listeners.forEach(RecordingEndpoint::close);
    }
}
