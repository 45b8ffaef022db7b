package org.externalmodels.connector;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.cci.Connection;
import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.Interaction;
import jakarta.resource.cci.InteractionSpec;
import jakarta.resource.cci.MappedRecord;
import jakarta.resource.cci.Record;
import jakarta.resource.cci.ResourceWarning;
import jakarta.resource.spi.IllegalStateException;
import java.time.Duration;
import org.externalmodels.connector.cci.ChunksRecord;
import org.externalmodels.connector.cci.InferenceInteractionSpec;
import org.externalmodels.connector.cci.InferenceResourceException;
import org.externalmodels.connector.cci.InputRecord;
import org.externalmodels.connector.cci.OutputRecord;
import org.externalmodels.connector.engine.CallTarget;
import org.externalmodels.connector.engine.InferenceEngine;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;

/** Calls models with records. For one thread at a time, like its connection. */
final class CciInteraction implements Interaction {

    private final CciConnection connection;
    private boolean closed;
    private ResourceWarning warnings;
    private ChunksRecord chunks;

    CciInteraction(CciConnection connection) {
        this.connection = connection;
    }

    @Override
    public Record execute(InteractionSpec spec, Record input) throws ResourceException {
        return answer(spec, input, true);
    }

    /** An indexed output takes the chunks of a streamed answer when all are there; a mapped one has no use for chunks. */
    @Override
    public boolean execute(InteractionSpec spec, Record input, Record output) throws ResourceException {
        if (!OutputRecord.fits(output)) {
            throw new NotSupportedException("The output must be a mapped or an indexed record, not "
                    + (output == null ? "null" : output.getClass().getName()) + ".");
        }
        try {
            OutputRecord.fill(output, answer(spec, input, output instanceof IndexedRecord));
        } catch (InferenceException e) {
            throw new InferenceResourceException(e);
        }
        return true;
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    /** Ends a streamed answer that is not read to its end. */
    @Override
    public void close() {
        closed = true;
        endChunks();
    }

    @Override
    public ResourceWarning getWarnings() throws IllegalStateException {
        open();
        return warnings;
    }

    @Override
    public void clearWarnings() throws IllegalStateException {
        open();
        warnings = null;
    }

    private Record answer(InteractionSpec spec, Record input, boolean mayStream) throws ResourceException {
        InferenceManagedConnection open = open();
        Duration limit = limit(spec);
        warnings = null;
        endChunks();
        try {
            InputRecord read = InputRecord.read(input);
            boolean streamed = read.isStreamed(isStreaming(spec)) && mayStream;
            return streamed ? stream(open, read, limit) : call(open, read, limit);
        } catch (InferenceException e) {
            throw new InferenceResourceException(e);
        }
    }

    private static boolean isStreaming(InteractionSpec spec) {
        return spec instanceof InferenceInteractionSpec ours && Boolean.TRUE.equals(ours.getStreaming());
    }

    private ChunksRecord stream(InferenceManagedConnection open, InputRecord input, Duration limit) {
        chunks = new ChunksRecord(
                open.engine().stream(target(open, input), input.inferenceRequest(limit)),
                response -> warnings = Caution.about(response));
        return chunks;
    }

    private void endChunks() {
        if (chunks != null) {
            chunks.close();
            chunks = null;
        }
    }

    private MappedRecord<String, Object> call(InferenceManagedConnection open, InputRecord input, Duration limit) {
        CallTarget target = target(open, input);
        InferenceEngine engine = open.engine();
        if (input.isEmbedding()) {
            return OutputRecord.of(InferenceEngine.await(engine.embed(target, input.embeddingRequest(limit))));
        }
        InferenceResponse response = InferenceEngine.await(engine.infer(target, input.inferenceRequest(limit)));
        warnings = Caution.about(response);
        return OutputRecord.of(response);
    }

    private CallTarget target(InferenceManagedConnection open, InputRecord input) {
        if (input.model().isEmpty()
                && input.connection().isEmpty()
                && open.claim().model() != null) {
            return open.target(connection.origin());
        }
        ConnectionClaim claim = open.claim()
                .orAskedFor(input.model().orElse(null), input.connection().orElse(null));
        if (claim.model() == null) {
            throw new InferenceException(
                    FailureCode.INVALID_REQUEST,
                    "No model is named. Set the input record's key model, the connection spec's or the factory's"
                            + " property model.");
        }
        return open.target(connection.origin(), claim.model(), claim.connection());
    }

    private static Duration limit(InteractionSpec spec) throws ResourceException {
        if (!(spec instanceof InferenceInteractionSpec ours)) {
            return null;
        }
        Integer verb = ours.getInteractionVerb();
        if (verb != null && verb != InteractionSpec.SYNC_SEND_RECEIVE) {
            throw new NotSupportedException("The interaction verb must be SYNC_SEND_RECEIVE, not " + verb + ".");
        }
        Integer millis = ours.getExecutionTimeout();
        if (millis == null) {
            return null;
        }
        if (millis < 1) {
            throw new NotSupportedException(
                    "The execution timeout must be at least one millisecond, not " + millis + ".");
        }
        return Duration.ofMillis(millis);
    }

    private InferenceManagedConnection open() throws IllegalStateException {
        if (closed) {
            throw new IllegalStateException("This interaction is closed.");
        }
        return connection.open();
    }
}
