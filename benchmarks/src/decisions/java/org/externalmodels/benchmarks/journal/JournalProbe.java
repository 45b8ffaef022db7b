package org.externalmodels.benchmarks.journal;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One measurement of one candidate in a JVM of its own: {@code <candidate> <directory> speed|backlog|crash|verify <threads> [amount]}. */
public final class JournalProbe {

    private static final String FILLER = "x".repeat(260);
    private static final int SAMPLE_LIMIT = 1_000_000;

    private JournalProbe() {}

    public static void main(String[] args) throws Exception {
        var candidate = Candidate.valueOf(args[0]);
        var directory = Files.createDirectories(Path.of(args[1]));
        int threads = Integer.parseInt(args[3]);
        switch (args[2]) {
            case "speed" -> speed(candidate, directory, threads, Integer.parseInt(args[4]));
            case "backlog" -> backlog(candidate, directory, threads, Integer.parseInt(args[4]));
            case "crash" -> crash(candidate, directory, threads);
            case "verify" -> verify(candidate, directory, threads);
            default -> throw new IllegalArgumentException(args[2]);
        }
    }

    /** About 350 bytes, the size of a usage record. */
    private static byte[] record(int thread, long sequence) {
        return ("{\"thread\":" + thread + ",\"sequence\":" + sequence + ",\"model\":\"gpt-4o\",\"connection\":\"claims\",\"x\":\""
                        + FILLER + "\"}")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static long number(String json, String name) {
        int from = json.indexOf("\"" + name + "\":") + name.length() + 3;
        return Long.parseLong(json.substring(from, json.indexOf(',', from)));
    }

    private static void speed(Candidate candidate, Path directory, int threads, int seconds) throws Exception {
        try (Journal journal = candidate.open(directory)) {
            ScheduledExecutorService sync = Executors.newSingleThreadScheduledExecutor();
            var syncing = sync.scheduleWithFixedDelay(() -> force(directory), 50, 50, TimeUnit.MILLISECONDS);
            appendFor(journal, threads, seconds * 1000L / 2);
            System.out.println(appendFor(journal, threads, seconds * 1000L));
            if (!syncing.cancel(false)) {
                throw new IllegalStateException("the group sync has failed");
            }
            sync.shutdown();
        }
    }

    /** The group sync: any descriptor of a file forces all of its pages. */
    private static void force(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            Path newest = files.filter(Files::isRegularFile)
                    .max(Comparator.comparingLong(file -> file.toFile().lastModified()))
                    .orElseThrow();
            try (var channel = FileChannel.open(newest, StandardOpenOption.WRITE)) {
                channel.force(false);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String appendFor(Journal journal, int threads, long millis) throws InterruptedException {
        var os = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        var bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var count = new AtomicLong();
        var allocatedByAppenders = new AtomicLong();
        var samples = new long[threads][];
        long cpu = os.getProcessCpuTime();
        long othersAllocated = allocatedByAll(bean);
        long begin = System.nanoTime();
        long end = begin + millis * 1_000_000;
        run(threads, thread -> {
            var latencies = new long[SAMPLE_LIMIT / threads];
            int taken = 0;
            byte[] record = record(thread, 0);
            long allocated = bean.getThreadAllocatedBytes(Thread.currentThread().getId());
            long at = System.nanoTime();
            while (at < end) {
                append(journal, record);
                long now = System.nanoTime();
                latencies[taken++ % latencies.length] = now - at;
                at = now;
            }
            allocatedByAppenders.addAndGet(
                    bean.getThreadAllocatedBytes(Thread.currentThread().getId()) - allocated);
            count.addAndGet(taken);
            samples[thread] = Arrays.copyOf(latencies, Math.min(taken, latencies.length));
        });
        double nanos = System.nanoTime() - begin;
        double records = count.get();
        long[] sorted = Stream.of(samples).flatMapToLong(Arrays::stream).sorted().toArray();
        return "%d %.0f %.2f %.1f %.1f %.0f"
                .formatted(
                        threads,
                        records / nanos * 1e9,
                        (os.getProcessCpuTime() - cpu) / records / 1000,
                        sorted[sorted.length / 2] / 1000.0,
                        sorted[(int) (sorted.length * 0.99)] / 1000.0,
                        (allocatedByAppenders.get() + allocatedByAll(bean) - othersAllocated) / records);
    }

    /** By the threads that live now: the candidate's own and this one. */
    private static long allocatedByAll(ThreadMXBean bean) {
        return Arrays.stream(bean.getThreadAllocatedBytes(bean.getAllThreadIds()))
                .filter(bytes -> bytes > 0)
                .sum();
    }

    private static void backlog(Candidate candidate, Path directory, int threads, int amount) throws Exception {
        try (Journal journal = candidate.open(directory)) {
            long heapBefore = usedHeap();
            run(threads, thread -> {
                for (int i = 0; i < amount / threads; i++) {
                    append(journal, record(thread, i));
                }
            });
            long heap = usedHeap() - heapBefore;
            long disk = size(directory);
            long begin = System.nanoTime();
            long read = journal.read(record -> {});
            double readSeconds = (System.nanoTime() - begin) / 1e9;
            journal.release();
            System.out.printf(
                    "heap %.1f MB, disk %.0f MB, read back %d in %.1f s, disk after release %.0f MB%n",
                    heap / 1e6, disk / 1e6, read, readSeconds, size(directory) / 1e6);
        }
    }

    /** Appends until it is killed; what was acknowledged stands in a mapped file, which outlives the process. */
    private static void crash(Candidate candidate, Path directory, int threads) throws Exception {
        MappedByteBuffer acknowledged = acknowledged(directory, threads);
        Journal journal = candidate.open(directory);
        System.out.println("appending");
        run(threads, thread -> {
            long from = acknowledged.getLong(thread * 8);
            for (long sequence = from + 1; ; sequence++) {
                append(journal, record(thread, sequence));
                acknowledged.putLong(thread * 8, sequence);
            }
        });
    }

    private static void verify(Candidate candidate, Path directory, int threads) throws Exception {
        MappedByteBuffer acknowledged = acknowledged(directory, threads);
        try (Journal journal = candidate.open(directory)) {
            Set<Long> found = new HashSet<>();
            long begin = System.nanoTime();
            long read = journal.read(bytes -> {
                String json = new String(bytes, StandardCharsets.ISO_8859_1);
                found.add(number(json, "thread") << 40 | number(json, "sequence"));
            });
            long lost = 0;
            long total = 0;
            for (long thread = 0; thread < threads; thread++) {
                long last = acknowledged.getLong((int) thread * 8);
                total += last;
                for (long sequence = 1; sequence <= last; sequence++) {
                    lost += found.contains(thread << 40 | sequence) ? 0 : 1;
                }
            }
            System.out.printf(
                    "acknowledged %d, read %d (%d distinct) in %.1f s, lost %d%n",
                    total, read, found.size(), (System.nanoTime() - begin) / 1e9, lost);
        }
    }

    private static MappedByteBuffer acknowledged(Path directory, int threads) throws IOException {
        Path file = directory.resolveSibling(directory.getFileName() + ".acknowledged");
        try (var channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, threads * 8L);
        }
    }

    private static void append(Journal journal, byte[] record) {
        try {
            journal.append(record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(int threads, java.util.function.IntConsumer work) throws InterruptedException {
        Thread[] started = IntStream.range(0, threads)
                .mapToObj(i -> new Thread(() -> work.accept(i), "appender-" + i))
                .toArray(Thread[]::new);
        for (Thread thread : started) {
            thread.start();
        }
        for (Thread thread : started) {
            thread.join();
        }
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(100);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static long size(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
