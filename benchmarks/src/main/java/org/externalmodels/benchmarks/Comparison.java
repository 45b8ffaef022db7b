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
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs each workload at its numbers of threads and prints one table of medians. The ways take turns, a fork each, so that
 * a neighbour's load falls on all of them alike. Takes JMH's own
 * options; {@code -f} is the number of turns, {@code -t} the one number of threads to run with, and a name such as
 * {@code StreamBenchmark} runs one workload only.
 */
public final class Comparison {

    private static final int TURNS = 3;
    /** Two cores need most of 40 seconds until the compiler has nothing left to do for any of the ways. */
    private static final int WARM_UP = 10;

    private static final int MEASURED = 5;
    private static final String YARDSTICK = "bareTransport";

    private static final Map<Class<?>, List<Integer>> WORKLOADS = new LinkedHashMap<>();

    static {
        WORKLOADS.put(ChatBenchmark.class, List.of(1, 16));
        WORKLOADS.put(LargeChatBenchmark.class, List.of(16));
        WORKLOADS.put(StreamBenchmark.class, List.of(16));
        WORKLOADS.put(EmbeddingBenchmark.class, List.of(16));
        WORKLOADS.put(AnthropicChatBenchmark.class, List.of(16));
        WORKLOADS.put(AnthropicStreamBenchmark.class, List.of(16));
    }

    private Comparison() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        var commandLine = new CommandLineOptions(args);
        List<String> table = new ArrayList<>();
        table.add("| workload | call through | threads | calls/s | share of the bare transport's | µs per call"
                + " | processor µs per call | bytes allocated per call |");
        table.add("|---|---|---|---|---|---|---|---|");
        List<String> wanted = commandLine.getIncludes();
        for (Map.Entry<Class<?>, List<Integer>> workload : WORKLOADS.entrySet()) {
            String name = workload.getKey().getSimpleName();
            if (wanted.isEmpty() || wanted.contains(name)) {
                List<Integer> numbers = commandLine.getThreads().hasValue()
                        ? List.of(commandLine.getThreads().get())
                        : workload.getValue();
                for (int threads : numbers) {
                    table.addAll(rows(name, threads, commandLine));
                }
            }
        }
        table.forEach(System.out::println);
    }

    private static List<String> rows(String workload, int threads, CommandLineOptions commandLine)
            throws RunnerException {
        var options = new OptionsBuilder()
                .parent(withoutIncludes(commandLine))
                .include("\\." + workload + "\\.")
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
        List<String> rows = new ArrayList<>();
        turns.forEach((way, results) -> rows.add(row(workload, way, threads, results, turns.get(YARDSTICK))));
        return rows;
    }

    /** The patterns choose workloads, and would choose their benchmarks a second time. */
    private static Options withoutIncludes(CommandLineOptions commandLine) {
        return new OptionsBuilder()
                .warmupIterations(commandLine.getWarmupIterations().orElse(WARM_UP))
                .warmupTime(commandLine.getWarmupTime().orElse(TimeValue.seconds(4)))
                .measurementIterations(commandLine.getMeasurementIterations().orElse(MEASURED))
                .measurementTime(commandLine.getMeasurementTime().orElse(TimeValue.seconds(2)))
                .build();
    }

    private static String row(
            String workload, String way, int threads, List<RunResult> results, List<RunResult> yardstick) {
        double rate = median(results, Comparison::rate);
        List<Double> shares = new ArrayList<>();
        for (int turn = 0; turn < results.size(); turn++) {
            shares.add(rate(results.get(turn)) / rate(yardstick.get(turn)));
        }
        return String.format(
                Locale.ROOT,
                "| %s | %s | %d | %,.0f | %.2f | %.1f | %.1f | %,.0f |",
                workload.replace("Benchmark", ""),
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
