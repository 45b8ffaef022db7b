package org.externalmodels.benchmarks.clients;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.externalmodels.benchmarks.provider.ProviderProcess;

/**
 * Runs every candidate in JVMs of its own against one provider process, in turns, and prints medians as a table.
 * Arguments: rounds, seconds per round, candidates (all when none is named).
 */
public final class TransportComparison {

    private static final int COLUMNS = 7;

    private TransportComparison() {}

    public static void main(String[] args) throws Exception {
        int rounds = Integer.parseInt(args[0]);
        List<Candidate> candidates = args.length > 2
                ? Stream.of(args).skip(2).map(Candidate::valueOf).toList()
                : List.of(Candidate.values());
        System.out.println(
                "| client | threads | calls/s | processor µs | p50 µs | p99 µs | bytes allocated | failed |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        try (var provider = new ProviderProcess()) {
            for (String threads : List.of("1", "16")) {
                List<List<double[]>> results = candidates.stream()
                        .<List<double[]>>map(c -> new ArrayList<>())
                        .toList();
                for (int round = 0; round < rounds; round++) {
                    for (int i = 0; i < candidates.size(); i++) {
                        results.get(i).add(probe(candidates.get(i), provider, threads, args[1]));
                    }
                }
                for (int i = 0; i < candidates.size(); i++) {
                    print(candidates.get(i), threads, medians(results.get(i)));
                }
            }
        }
    }

    private static double[] medians(List<double[]> rounds) {
        return IntStream.range(0, COLUMNS)
                .mapToDouble(column -> rounds.stream()
                        .mapToDouble(round -> round[column])
                        .sorted()
                        .toArray()[rounds.size() / 2])
                .toArray();
    }

    private static void print(Candidate candidate, String threads, double[] median) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.1f | %.0f | %.0f | %,.0f | %.0f |%n",
                candidate,
                threads,
                median[1],
                median[2],
                median[3],
                median[4],
                median[5],
                median[6]);
    }

    private static double[] probe(Candidate candidate, ProviderProcess provider, String threads, String seconds)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        TransportProbe.class.getName(),
                        candidate.name(),
                        provider.baseUrl() + "/chat/completions",
                        threads,
                        seconds)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var out = process.inputReader(StandardCharsets.UTF_8)) {
            String line = out.lines().reduce("failed", (earlier, later) -> later);
            return Stream.of(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
        } finally {
            process.waitFor();
        }
    }
}
