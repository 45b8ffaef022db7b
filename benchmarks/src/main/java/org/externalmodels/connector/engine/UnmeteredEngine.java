package org.externalmodels.connector.engine;

import java.util.Optional;

/** An engine that makes usage records and keeps none. There is no such setting. */
public final class UnmeteredEngine {

    private UnmeteredEngine() {}

    public static InferenceEngine open(EngineSettings settings) {
        return InferenceEngine.open(settings, AnswerMemory.ofHeap(), Optional.of((record, refused) -> {}));
    }
}
