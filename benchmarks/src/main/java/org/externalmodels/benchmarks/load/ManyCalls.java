package org.externalmodels.benchmarks.load;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.externalmodels.benchmarks.provider.ChatRequest;
import org.externalmodels.benchmarks.provider.ProviderProcess;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;

/**
 * Blocking calls, one after the other on connections that are kept alive: whether any of them fails, and whether each
 * left its usage record. Arguments: calls
 * (10000000), threads (16).
 */
public final class ManyCalls {

    private static final int SHOWN = 5;

    private ManyCalls() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        long calls = args.length > 0 ? Long.parseLong(args[0]) : 10_000_000;
        int threads = args.length > 1 ? Integer.parseInt(args[1]) : 16;
        var begun = new AtomicLong();
        var answered = new AtomicLong();
        var failed = new AtomicLong();
        long start = System.nanoTime();
        try (var provider = new ProviderProcess();
                var adapter = new LoadedAdapter(provider.baseUrl().resolve("/v1/chat/completions"), "none", 256)) {
            ExecutorService callers = Executors.newFixedThreadPool(threads);
            for (int caller = 0; caller < threads; caller++) {
                callers.execute(() -> {
                    while (begun.incrementAndGet() <= calls) {
                        try (ModelConnection model = adapter.connection()) {
                            model.infer(InferenceRequest.prompt(ChatRequest.PROMPT));
                            answered.incrementAndGet();
                        } catch (InferenceException e) {
                            if (failed.incrementAndGet() <= SHOWN) {
                                System.err.println(e);
                            }
                        }
                    }
                });
            }
            callers.shutdown();
            long records = 0;
            while (!callers.awaitTermination(1, TimeUnit.SECONDS)) {
                records += adapter.collectRecords();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            records += adapter.collectRecords();
            System.out.printf(
                    Locale.ROOT,
                    "%,d calls by %d threads: %,d answered, %,d failed, %,d usage records; %,.0f calls/s%n",
                    calls,
                    threads,
                    answered.get(),
                    failed.get(),
                    records,
                    calls / seconds);
        }
    }
}
