package org.externalmodels.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.ModelConnection;

/**
 * Waves of asynchronous calls, all in flight at once, each answered after a delay: how many threads and how much heap that
 * takes, and whether a second wave finds anything left of the first. Arguments: calls (10000), seconds until the answer
 * (20).
 */
public final class CallsInFlight {

    private CallsInFlight() {}

    public static void main(String[] args) throws Exception {
        int calls = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        int threadsBefore = threads();
        try (var sandbox = new SandboxProcess();
                var adapter = new LoadedAdapter(sandbox.endpoint(), "delay=" + seconds * 1_000, calls)) {
            System.out.println(
                    "| wave | calls | answered | s until all | threads added | heap used in flight, MB | heap used after, MB |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (int wave = 1; wave <= 2; wave++) {
                System.out.println(wave(wave, calls, seconds, adapter, threadsBefore));
            }
        }
    }

    private static String wave(int wave, int calls, int seconds, LoadedAdapter adapter, int threadsBefore)
            throws Exception {
        long start = System.nanoTime();
        List<CompletionStage<InferenceResponse>> answers = new ArrayList<>(calls);
        for (int call = 0; call < calls; call++) {
            try (ModelConnection model = adapter.connection()) {
                answers.add(model.inferAsync(InferenceRequest.prompt("call " + call)));
            }
        }
        // When all are sent and the first is not yet due.
        TimeUnit.SECONDS.sleep(Math.max(1, seconds - TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) - 2));
        int threads = threads() - threadsBefore;
        long inFlight = heapUsed();
        int answered = 0;
        for (int call = 0; call < calls; call++) {
            InferenceResponse response = answers.get(call).toCompletableFuture().get(5, TimeUnit.MINUTES);
            answered += response.text().contains("call " + call) ? 1 : 0;
        }
        double all = (System.nanoTime() - start) / 1e9;
        answers.clear();
        return String.format(
                Locale.ROOT,
                "| %d | %,d | %,d | %.1f | %d | %d | %d |",
                wave,
                calls,
                answered,
                all,
                threads,
                inFlight,
                heapUsed());
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    /** After a collection, in MB. */
    private static long heapUsed() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
