package org.externalmodels.connector.engine;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.externalmodels.connector.template.JsonText;
import org.externalmodels.connector.transport.HeaderText;
import org.externalmodels.inference.spi.Secret;

/**
 * Takes known secrets out of texts, by value: a prefix or a pattern would miss the next kind of key. Longer ones first, for
 * one may begin with another; and as headers and JSON write them, for a provider may quote them. Some escape a slash in
 * JSON (RFC 8259 section 7).
 */
record Masking(List<String> secrets) {

    /** Nothing secret is known. */
    static final Masking NOTHING = new Masking(List.of());

    private static final int SHORTEST = 4;

    Masking {
        secrets = secrets.stream()
                .filter(secret -> secret.length() >= SHORTEST)
                .flatMap(secret -> Stream.of(secret, HeaderText.sent(secret)))
                .flatMap(secret ->
                        Stream.of(secret, inJson(secret), inJson(secret).replace("/", "\\/")))
                .filter(secret -> secret.length() >= SHORTEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
    }

    /** As this one, and others beside. */
    Masking with(List<String> more) {
        return new Masking(Stream.concat(secrets.stream(), more.stream()).toList());
    }

    String mask(String text) {
        String masked = text;
        for (String secret : secrets) {
            masked = masked.replace(secret, Secret.MASK);
        }
        return masked;
    }

    private static String inJson(String secret) {
        StringBuilder json = new StringBuilder();
        JsonText.value(json, secret);
        return json.substring(1, json.length() - 1);
    }

    @Override
    public String toString() {
        return "Masking[" + secrets.size() + "]";
    }
}
