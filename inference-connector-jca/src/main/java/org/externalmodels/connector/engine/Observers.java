package org.externalmodels.connector.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.CallObserver.Observation;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.UsageRecord;

/** The observers of all calls. One that throws is reported and does no harm to the call. */
final class Observers {

    private static final System.Logger LOG = System.getLogger(Observers.class.getName());

    private final CopyOnWriteArrayList<CallObserver> observers = new CopyOnWriteArrayList<>();

    void add(CallObserver observer) {
        observers.addIfAbsent(observer);
    }

    void remove(CallObserver observer) {
        observers.remove(observer);
    }

    Observation started(CallObserver.Start start) {
        if (observers.isEmpty()) {
            return Observation.NONE;
        }
        List<Observation> observations = new ArrayList<>();
        for (CallObserver observer : observers) {
            guarded(() -> {
                Observation observation = observer.started(start);
                if (observation != Observation.NONE) {
                    observations.add(observation);
                }
            });
        }
        return observations.isEmpty() ? Observation.NONE : new Together(observations);
    }

    void refreshTokenReplaced(String profileId, Secret old, Secret replacement) {
        for (CallObserver observer : observers) {
            guarded(() -> observer.refreshTokenReplaced(profileId, old, replacement));
        }
    }

    private static void guarded(Runnable notice) {
        try {
            notice.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "A call observer failed", e);
        }
    }

    /** What all observers hear of one call. */
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
        public void retrying(UsageRecord record) {
            each(observation -> observation.retrying(record));
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
