package org.externalmodels.benchmarks.clients;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.Arrays;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.externalmodels.benchmarks.provider.ChatRequest;

/**
 * One measurement of one candidate in a JVM of its own: {@code <candidate> <url> <threads> <seconds>}. Prints calls per
 * second, processor µs, median and 99th percentile µs, bytes allocated per call, failed calls. Processor time is that of
 * the Java threads: on a busy machine the compiler's would drown it in a run this short.
 */
public final class TransportProbe {

    private static final int SAMPLES_PER_THREAD = 50_000;
    private static final int WARM_UP_CALLS = 40_000;

    private final Transport transport;
    private final byte[] body = ChatRequest.body(ChatRequest.PROMPT, false);
    private final int threads;

    private TransportProbe(Transport transport, int threads) {
        this.transport = transport;
        this.threads = threads;
    }

    public static void main(String[] args) throws Exception {
        int threads = Integer.parseInt(args[2]);
        long seconds = Long.parseLong(args[3]);
        try (Transport transport = Candidate.valueOf(args[0]).open(URI.create(args[1]))) {
            System.out.println(new TransportProbe(transport, threads).run(seconds));
        }
        System.exit(0);
    }

    /** Warms up on the same threads first, for as long and for as many calls as the compiler needs, but four times at most. */
    private String run(long seconds) throws Exception {
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var calls = new AtomicLong();
        var failures = new AtomicLong();
        var samples = new long[threads][];
        var marks = new long[2][3];
        var phase = new CyclicBarrier(threads, new Runnable() {
            private int passed;

            @Override
            public void run() {
                if (passed < 2) {
                    marks[passed][0] = System.nanoTime();
                    marks[passed][1] = Arrays.stream(bean.getThreadCpuTime(bean.getAllThreadIds()))
                            .filter(nanos -> nanos > 0)
                            .sum();
                    marks[passed][2] = Arrays.stream(bean.getThreadAllocatedBytes(bean.getAllThreadIds()))
                            .filter(bytes -> bytes > 0)
                            .sum();
                    passed++;
                }
            }
        });
        var workers = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int thread = i;
            workers[i] = new Thread(() -> {
                try {
                    long warmUpEnd = System.nanoTime() + 4 * seconds * 1_000_000_000;
                    long warm = callFor(seconds * 1_000_000_000, new long[1], new AtomicLong());
                    while (warm < WARM_UP_CALLS / threads && System.nanoTime() < warmUpEnd) {
                        warm += callFor(100_000_000, new long[1], new AtomicLong());
                    }
                    phase.await();
                    var latencies = new long[SAMPLES_PER_THREAD];
                    long made = callFor(seconds * 1_000_000_000, latencies, failures);
                    calls.addAndGet(made);
                    samples[thread] = Arrays.copyOf(latencies, (int) Math.min(made, latencies.length));
                    phase.await();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            workers[i].start();
        }
        for (Thread worker : workers) {
            worker.join();
        }
        double count = calls.get();
        long[] sorted = Stream.of(samples).flatMapToLong(Arrays::stream).sorted().toArray();
        return "%d %.0f %.1f %.1f %.1f %.0f %d"
                .formatted(
                        threads,
                        count * 1e9 / (marks[1][0] - marks[0][0]),
                        (marks[1][1] - marks[0][1]) / count / 1000,
                        sorted[sorted.length / 2] / 1000.0,
                        sorted[(int) (sorted.length * 0.99)] / 1000.0,
                        (marks[1][2] - marks[0][2]) / count,
                        failures.get());
    }

    private long callFor(long nanos, long[] latencies, AtomicLong failures) {
        long made = 0;
        long at = System.nanoTime();
        long end = at + nanos;
        while (at < end) {
            try {
                if (transport.call(body) < 500) {
                    failures.incrementAndGet();
                }
            } catch (Exception e) {
                failures.incrementAndGet();
            }
            long now = System.nanoTime();
            latencies[(int) (made++ % latencies.length)] = now - at;
            at = now;
        }
        return made;
    }
}
