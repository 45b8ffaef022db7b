package org.externalmodels.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the chat benchmark at 1 and 16 threads and prints one table. Takes JMH's own options, such as {@code -f 1}. */
public final class ChatComparison {

    private static final String[] COLUMNS = {
        "calls/s", "µs per call", "processor µs per call", "bytes allocated per call"
    };

    private ChatComparison() {}

    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        List<String> table = new ArrayList<>();
        table.add("| call through | threads | " + String.join(" | ", COLUMNS) + " |");
        table.add("|---|---|---|---|---|---|");
        for (int threads : new int[] {1, 16}) {
            var options = new OptionsBuilder()
                    .parent(new CommandLineOptions(args))
                    .include(ChatBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .addProfiler(ProcessorTimeProfiler.class)
                    .threads(threads)
                    .shouldFailOnError(true)
                    .build();
            for (RunResult result : new Runner(options).run()) {
                table.add(row(result, threads));
            }
        }
        table.forEach(System.out::println);
    }

    private static String row(RunResult result, int threads) {
        double rate = result.getPrimaryResult().getScore();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %,.0f ± %,.0f | %.1f | %.1f | %,.0f |",
                result.getPrimaryResult().getLabel(),
                threads,
                rate,
                result.getPrimaryResult().getScoreError(),
                threads * 1e6 / rate,
                secondary(result, ProcessorTimeProfiler.LABEL),
                secondary(result, "gc.alloc.rate.norm"));
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
