package org.externalmodels.benchmarks.load;

import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.externalmodels.benchmarks.WorkFolder;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.spi.UsageRecord;

/**
 * Waves of process instances that all wait at once for slow calls they have submitted: how many threads and how much heap that
 * takes, whether all of them complete with their own answers, and whether any model was asked or any result delivered twice.
 * Arguments: instances (1000), seconds until each answer (30).
 */
public final class WaitingProcesses {

    /** Who starts them, as the HTTP threads of a server would; they are counted among the threads. */
    private static final int STARTERS = 8;

    private WaitingProcesses() {}

    public static void main(String[] args) throws Exception {
        int instances = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
        int seconds = args.length > 1 ? Integer.parseInt(args[1]) : 30;
        try (var folder = new WorkFolder("processes");
                var sandbox = new SandboxProcess();
                var engine = new SubmittingEngine(folder.path(), sandbox.endpoint(), "delay=" + seconds * 1_000)) {
            System.out.println(
                    "| wave | instances | asked at once | complete | models asked | results delivered | s until all"
                            + " | threads before | while all wait | at most | heap before, MB | while all wait | after |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            for (int wave = 1; wave <= 2; wave++) {
                System.out.println(wave(wave, instances, seconds, engine));
            }
        }
        System.exit(0);
    }

    private static String wave(int wave, int instances, int seconds, SubmittingEngine engine) throws Exception {
        long heapBefore = heapUsed();
        int threadsBefore = threads();
        int deliveredBefore = engine.delivered();
        ManagementFactory.getThreadMXBean().resetPeakThreadCount();
        long start = System.nanoTime();
        Map<String, String> claims = start(wave, instances, engine);
        long asked = engine.asked(instances);
        while (asked < instances && secondsSince(start) < seconds) {
            TimeUnit.MILLISECONDS.sleep(200);
            asked = Math.max(asked, engine.asked(instances));
        }
        int threadsWaiting = threads();
        long heapWaiting = heapUsed();
        while (engine.running() > 0) {
            if (secondsSince(start) > seconds + 300) {
                throw new IllegalStateException(engine.running() + " processes have not ended");
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        double all = secondsSince(start);
        int threadsMost = ManagementFactory.getThreadMXBean().getPeakThreadCount();
        long heapAfter = heapUsed();
        long complete = claims.entrySet().stream()
                .filter(claim -> ("echo: " + claim.getValue()).equals(engine.answer(claim.getKey())))
                .count();
        return String.format(
                Locale.ROOT,
                "| %d | %,d | %,d | %,d | %,d | %,d | %.1f | %d | %d | %d | %d | %d | %d |",
                wave,
                instances,
                asked,
                complete,
                askedOnce(claims, engine.calls()),
                engine.delivered() - deliveredBefore,
                all,
                threadsBefore,
                threadsWaiting,
                threadsMost,
                heapBefore,
                heapWaiting,
                heapAfter);
    }

    private static Map<String, String> start(int wave, int instances, SubmittingEngine engine) throws Exception {
        Map<String, String> claims = new ConcurrentHashMap<>();
        ExecutorService starters = Executors.newFixedThreadPool(STARTERS);
        List<Future<?>> starts = IntStream.range(0, instances)
                .mapToObj(number -> "claim " + wave + "/" + number)
                .<Future<?>>map(claim -> starters.submit(() -> claims.put(engine.start(claim), claim)))
                .toList();
        for (Future<?> started : starts) {
            started.get(2, TimeUnit.MINUTES);
        }
        starters.shutdown();
        return claims;
    }

    /** How many calls there were, each of which must be the only one of its process. */
    private static int askedOnce(Map<String, String> claims, List<UsageRecord> calls) {
        Map<String, UsageRecord> byInstance = new HashMap<>();
        for (UsageRecord call : calls) {
            String instance = call.tags().get(InferenceRequest.WORKFLOW_INSTANCE);
            if (!claims.containsKey(instance) || byInstance.put(instance, call) != null) {
                throw new IllegalStateException("A model was asked twice, or for nobody: " + instance);
            }
        }
        return byInstance.size();
    }

    private static double secondsSince(long start) {
        return (System.nanoTime() - start) / 1e9;
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
