package org.externalmodels.connector.engine;

import java.util.List;
import org.externalmodels.inference.spi.Secret;

/** Takes known secrets out of texts, by value: a prefix or a pattern would miss the next kind of key. */
record Masking(List<String> secrets) {

    private static final int SHORTEST = 4;

    Masking {
        secrets = secrets.stream().filter(secret -> secret.length() >= SHORTEST).toList();
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Secret.MASK);
        }
        return masked;
    }

    @Override
    public String toString() {
        return "Masking[" + secrets.size() + "]";
    }
}
