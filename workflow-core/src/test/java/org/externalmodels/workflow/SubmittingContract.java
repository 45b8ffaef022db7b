package org.externalmodels.workflow;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** What the contracts of tasks that submit their requests share. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class SubmittingContract<E extends WorkflowEngine> {

    protected static final Map<String, Object> HAIL = Map.of("claim", "hail");

    protected final E engine;

    protected RecordingSubmissions submissions;

    SubmittingContract(E engine) {
        this.engine = engine;
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @BeforeEach
    void start() {
        submissions = new RecordingSubmissions(engine::afterCommit);
        engine.give("externalModels", new RecordingModels("unused"));
        engine.give("externalModelSubmissions", submissions);
    }

    @AfterEach
    void stop() {
        engine.clear();
    }

    protected final Claim submitted() {
        return Claim.complete(engine.notation()).with("destination", "claims");
    }

    static String user(String id) {
        return "<sequenceFlow id=\"to-" + id + "\" sourceRef=\"extract\" targetRef=\"" + id + "\"/><userTask id=\"" + id
                + "\"/>";
    }
}
