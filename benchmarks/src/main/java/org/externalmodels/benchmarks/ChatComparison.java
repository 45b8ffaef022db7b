package org.externalmodels.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the chat benchmark at 1 and 16 threads and prints one table of medians. The ways take turns, a fork each, so that
 * a neighbour's load falls on all of them alike. Takes JMH's own options; {@code -f} is the number of turns.
 */
public final class ChatComparison {

    private static final int TURNS = 5;
    private static final String YARDSTICK = "bareTransport";

    private ChatComparison() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        var commandLine = new CommandLineOptions(args);
        List<String> table = new ArrayList<>();
        table.add("| call through | threads | calls/s | share of the bare transport's | µs per call"
                + " | processor µs per call | bytes allocated per call |");
        table.add("|---|---|---|---|---|---|---|");
        for (int threads : new int[] {1, 16}) {
            var options = new OptionsBuilder()
                    .parent(commandLine)
                    .include(ChatBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .addProfiler(ProcessorTimeProfiler.class)
                    .threads(threads)
                    .forks(1)
                    .shouldFailOnError(true)
                    .build();
            Map<String, List<RunResult>> turns = new LinkedHashMap<>();
            for (int turn = 0; turn < commandLine.getForkCount().orElse(TURNS); turn++) {
                for (RunResult result : new Runner(options).run()) {
                    turns.computeIfAbsent(result.getPrimaryResult().getLabel(), way -> new ArrayList<>())
                            .add(result);
                }
            }
            turns.forEach((way, results) -> table.add(row(way, threads, results, turns.get(YARDSTICK))));
        }
        table.forEach(System.out::println);
    }

    private static String row(String way, int threads, List<RunResult> results, List<RunResult> yardstick) {
        double rate = median(results, ChatComparison::rate);
        List<Double> shares = new ArrayList<>();
        for (int turn = 0; turn < results.size(); turn++) {
            shares.add(rate(results.get(turn)) / rate(yardstick.get(turn)));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,.0f | %.2f | %.1f | %.1f | %,.0f |",
                way,
                threads,
                rate,
                median(shares, share -> share),
                threads * 1e6 / rate,
                median(results, result -> secondary(result, ProcessorTimeProfiler.LABEL)),
                median(results, result -> secondary(result, "gc.alloc.rate.norm")));
    }

    private static <T> double median(List<T> turns, ToDoubleFunction<T> value) {
        return turns.stream().mapToDouble(value).sorted().toArray()[turns.size() / 2];
    }

    private static double rate(RunResult result) {
        return result.getPrimaryResult().getScore();
    }

    private static double secondary(RunResult result, String label) {
        for (String key : result.getSecondaryResults().keySet()) {
            if (key.endsWith(label)) {
                return result.getSecondaryResults().get(key).getScore();
            }
        }
        return Double.NaN;
    }
}
