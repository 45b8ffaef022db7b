package org.externalmodels.benchmarks.journal;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Runs every candidate in JVMs of its own, in turns, and prints medians as a table; then a backlog of a million records,
 * then five kills while 16 threads append. Arguments: rounds, seconds per round, candidates (all when none is named).
 */
public final class JournalComparison {

    private static final int KILLS = 5;
    private static final String THREADS = "16";

    private final Path work;

    private JournalComparison(Path work) {
        this.work = work;
    }

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        List<Candidate> candidates = args.length > 2
                ? Stream.of(args).skip(2).map(Candidate::valueOf).toList()
                : List.of(Candidate.values());
        var comparison = new JournalComparison(Files.createTempDirectory("journals"));
        comparison.speed(candidates, rounds, args[1]);
        for (Candidate candidate : candidates) {
            System.out.println(candidate + " backlog: " + comparison.backlog(candidate));
            System.out.println(candidate + " killed: " + comparison.kills(candidate));
        }
    }

    private void speed(List<Candidate> candidates, int rounds, String seconds) throws Exception {
        System.out.println("| candidate | threads | records/s | processor µs | p50 µs | p99 µs | bytes allocated |");
        System.out.println("|---|---|---|---|---|---|---|");
        for (String threads : List.of("1", THREADS)) {
            List<List<double[]>> results =
                    candidates.stream().<List<double[]>>map(c -> new ArrayList<>()).toList();
            for (int round = 0; round < rounds; round++) {
                for (int i = 0; i < candidates.size(); i++) {
                    String line = answer(probe(candidates.get(i), fresh(), "speed", threads, seconds));
                    results.get(i)
                            .add(Stream.of(line.split(" "))
                                    .mapToDouble(Double::parseDouble)
                                    .toArray());
                }
            }
            for (int i = 0; i < candidates.size(); i++) {
                List<double[]> of = results.get(i);
                double[] median = IntStream.range(0, 6)
                        .mapToDouble(column ->
                                of.stream().mapToDouble(r -> r[column]).sorted().toArray()[of.size() / 2])
                        .toArray();
                System.out.printf(
                        Locale.ROOT,
                        "| %s | %s | %,.0f | %.2f | %.1f | %.1f | %.0f |%n",
                        candidates.get(i),
                        threads,
                        median[1],
                        median[2],
                        median[3],
                        median[4],
                        median[5]);
            }
        }
    }

    private String backlog(Candidate candidate) throws Exception {
        return answer(probe(candidate, fresh(), "backlog", THREADS, "1000000"));
    }

    private List<String> kills(Candidate candidate) throws Exception {
        Path directory = fresh();
        var outcomes = new ArrayList<String>();
        for (int kill = 0; kill < KILLS; kill++) {
            Process process = probe(candidate, directory, "crash", THREADS);
            process.inputReader(StandardCharsets.UTF_8).readLine();
            Thread.sleep(ThreadLocalRandom.current().nextInt(700, 1500));
            process.destroyForcibly().waitFor();
            outcomes.add(answer(probe(candidate, directory, "verify", THREADS)));
        }
        return outcomes;
    }

    private Path fresh() throws IOException {
        try (Stream<Path> old = Files.walk(work)) {
            old.filter(file -> !file.equals(work))
                    .sorted(Comparator.reverseOrder())
                    .map(Path::toFile)
                    .forEach(File::delete);
        }
        return work.resolve("journal");
    }

    private static Process probe(Candidate candidate, Path directory, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1500m",
                "-XX:ActiveProcessorCount=2",
                "-cp",
                System.getProperty("java.class.path"),
                JournalProbe.class.getName(),
                candidate.name(),
                directory.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
    }

    /** The last line a probe prints; libraries may print before it. */
    private static String answer(Process probe) throws IOException, InterruptedException {
        try (var out = probe.inputReader(StandardCharsets.UTF_8)) {
            return out.lines().reduce("failed", (earlier, line) -> line);
        } finally {
            probe.waitFor();
        }
    }
}
