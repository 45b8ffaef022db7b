package org.externalmodels.registry.telemetry;

import java.util.Arrays;
import java.util.List;

/** Bounds of histograms, as OpenTelemetry's conventions for generative AI advise them. */
final class Buckets {

    /** From 10 milliseconds to 82 seconds, each twice the one before. */
    private static final double[] SECONDS = doubling(0.01, 2, 14);

    /** From 1 to 67 million, each four times the one before. */
    private static final double[] TOKENS = doubling(1, 4, 14);

    private Buckets() {}

    private static double[] doubling(double first, int factor, int count) {
        double[] bounds = new double[count];
        double bound = first;
        for (int i = 0; i < count; i++) {
            bounds[i] = bound;
            bound *= factor;
        }
        return bounds;
    }

    static double[] seconds() {
        return SECONDS.clone();
    }

    static List<Double> secondsList() {
        return Arrays.stream(SECONDS).boxed().toList();
    }

    static List<Long> tokens() {
        return Arrays.stream(TOKENS).mapToObj(bound -> (long) bound).toList();
    }
}
