package org.externalmodels.registry.analytics;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * What a sum is over.
 *
 * @param grain hour or day
 * @param start of the period
 * @param texts what the calls have in common, empty where they have nothing
 */
record SumKey(Grain grain, Instant start, List<String> texts) {

    SumKey {
        texts = List.copyOf(texts);
    }

    /** Everything that calls may be billed by, but for tags. */
    static SumKey ofSum(Grain grain, UsageFact fact) {
        return new SumKey(
                grain,
                grain.start(fact.time()),
                List.of(
                        given(fact.model()),
                        given(fact.connection()),
                        given(fact.application()),
                        given(fact.component()),
                        given(fact.caller()),
                        given(fact.source()),
                        given(fact.code()),
                        given(fact.currency()),
                        given(fact.activity()),
                        given(fact.key())));
    }

    static SumKey ofTrend(Grain grain, UsageFact fact) {
        return new SumKey(
                grain,
                grain.start(fact.time()),
                List.of(given(fact.model()), given(fact.connection()), given(fact.application())));
    }

    private static String given(String text) {
        return text == null ? "" : text;
    }

    /** The texts as one short word. No text holds the separator: no database stores it. */
    String hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\0", texts).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException(absent);
        }
    }
}
