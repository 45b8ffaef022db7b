package org.externalmodels.sandbox.model;

import java.util.Locale;
import java.util.Random;

/** A text as a vector of length one. Equal texts have equal vectors, and texts that share words have similar ones. */
public final class WordVector {
    private WordVector() {}

    public static float[] of(String text, int dimensions) {
        double[] sum = new double[dimensions];
        for (String word : Words.of(text)) {
            var direction = new Random(word.strip().toLowerCase(Locale.ROOT).hashCode());
            for (int at = 0; at < dimensions; at++) {
                sum[at] += direction.nextGaussian();
            }
        }
        double square = 0;
        for (double part : sum) {
            square += part * part;
        }
        float[] vector = new float[dimensions];
        for (int at = 0; at < dimensions; at++) {
            vector[at] = square == 0 ? (at == 0 ? 1 : 0) : (float) (sum[at] / Math.sqrt(square));
        }
        return vector;
    }
}
