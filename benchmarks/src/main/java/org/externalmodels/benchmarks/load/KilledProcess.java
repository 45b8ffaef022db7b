package org.externalmodels.benchmarks.load;

import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.externalmodels.benchmarks.usage.TransactionalStore;
import org.externalmodels.benchmarks.usage.Transactions;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceStream;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.registry.start.Schema;
import org.externalmodels.registry.traces.UsageCollector;

/**
 * What {@link CrashRounds} kills: threads that call a model, half of them for streams, and say which calls were answered, and
 * one that carries usage records to the database meanwhile. Arguments: the journal's folder, the model's address, the
 * database's URL and user, how many calls; all records are in the database when it ends by itself.
 */
final class KilledProcess {

    static final int CALLERS = 8;
    static final String ANSWERED = "answered ";

    /** Without it a line was cut off. */
    static final String END = ".";

    private static final int CONNECTIONS = 64;

    private KilledProcess() {}

    public static void main(String[] args) throws InterruptedException, SQLException {
        Schema.migrate(Transactions.source(args[2], args[3]));
        try (StandaloneAdapter adapter =
                        StandaloneAdapter.start(new EngineSettings(Path.of(args[0]), Duration.ofMillis(50), CONNECTIONS)
                                .withNetwork(Network.withLoopback()));
                Transactions transactions = new Transactions(args[2], args[3])) {
            adapter.directory().publish(LoadedAdapter.snapshot(URI.create(args[1]), "none"));
            UsageCollector collector =
                    new UsageCollector(adapter.directory().journal(), new TransactionalStore(transactions));
            AtomicBoolean called = new AtomicBoolean();
            Thread collecting = new Thread(() -> {
                while (!called.get()) {
                    collector.collect();
                }
            });
            collecting.start();
            call(adapter, Integer.parseInt(args[4]));
            called.set(true);
            collecting.join();
            collector.collect();
        }
    }

    private static void call(StandaloneAdapter adapter, int calls) throws InterruptedException {
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            boolean streaming = i % 2 == 0;
            callers.add(new Thread(() -> {
                for (int call = 0; call < calls / CALLERS; call++) {
                    say(streaming ? stream(adapter) : infer(adapter));
                }
            }));
        }
        callers.forEach(Thread::start);
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private static String infer(StandaloneAdapter adapter) {
        try (ModelConnection model = adapter.models().getConnection("load")) {
            return model.infer(InferenceRequest.prompt("one")).traceId();
        }
    }

    private static String stream(StandaloneAdapter adapter) {
        try (ModelConnection model = adapter.models().getConnection("load");
                InferenceStream stream = model.stream(InferenceRequest.prompt("two"))) {
            boolean whole = false;
            for (InferenceEvent event : stream) {
                whole |= event instanceof InferenceEvent.Completed;
            }
            if (!whole) {
                throw new IllegalStateException("A stream ended without its end");
            }
            return stream.traceId();
        }
    }

    private static synchronized void say(String answered) {
        System.out.println(ANSWERED + answered + END);
    }
}
