package org.externalmodels.connector.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.InferenceListener;
import org.externalmodels.inference.spi.InferenceListener.Observation;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.UsageRecord;

/** The listeners of all calls. One that throws is reported and does no harm to the call. */
final class Observers {

    private static final System.Logger LOG = System.getLogger(Observers.class.getName());

    private final CopyOnWriteArrayList<InferenceListener> listeners = new CopyOnWriteArrayList<>();

    void add(InferenceListener listener) {
        listeners.addIfAbsent(listener);
    }

    void remove(InferenceListener listener) {
        listeners.remove(listener);
    }

    Observation started(InferenceListener.Start start) {
        if (listeners.isEmpty()) {
            return Observation.NONE;
        }
        List<Observation> observations = new ArrayList<>();
        for (InferenceListener listener : listeners) {
            guarded(() -> {
                Observation observation = listener.started(start);
                if (observation != Observation.NONE) {
                    observations.add(observation);
                }
            });
        }
        return observations.isEmpty() ? Observation.NONE : new Together(observations);
    }

    void refreshTokenReplaced(String profileId, Secret old, Secret replacement) {
        for (InferenceListener listener : listeners) {
            guarded(() -> listener.refreshTokenReplaced(profileId, old, replacement));
        }
    }

    private static void guarded(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "An inference listener failed", e);
        }
    }

    /** What all listeners hear of one call. */
    private record Together(List<Observation> observations) implements Observation {
        @Override
        public void routed(ModelDefinition model, ConnectionDefinition connection) {
            each(observation -> observation.routed(model, connection));
        }

        @Override
        public void firstChunk() {
            each(Observation::firstChunk);
        }

        @Override
        public void chunk() {
            each(Observation::chunk);
        }

        @Override
        public void answeredBy(String providerModel) {
            each(observation -> observation.answeredBy(providerModel));
        }

        @Override
        public void retrying(FailureCode code) {
            each(observation -> observation.retrying(code));
        }

        @Override
        public void ended(UsageRecord record) {
            each(observation -> observation.ended(record));
        }

        private void each(Consumer<Observation> notice) {
            observations.forEach(observation -> guarded(() -> notice.accept(observation)));
        }
    }
}
