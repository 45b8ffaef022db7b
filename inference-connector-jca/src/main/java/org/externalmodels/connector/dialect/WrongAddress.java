package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.ProviderStructure;

/** What is likely to help where somebody answers, but not as the API does that is meant. */
public final class WrongAddress {

    private static final Set<Integer> NOTHING_THERE = Set.of(404, 405);
    private static final int BAD_REQUEST = 400;
    private static final Pattern VERSION = Pattern.compile("/v[0-9]");
    private static final Pattern OPERATION =
            Pattern.compile("/(models|chat/completions|responses|embeddings|images/generations|audio/transcriptions)$");

    /** Whoever speaks of the model is the API; a path may have the word in it. */
    private static final Pattern OF_THE_MODEL =
            Pattern.compile("(?<!/)\\b(model|deployment)", Pattern.CASE_INSENSITIVE);

    private WrongAddress() {}

    /** A sentence with it; empty unless the address is likely to be wrong. */
    public static Optional<String> cure(ProviderStructure structure, URI asked, int status, String body) {
        if (!isElsewhere(status, body)) {
            return Optional.empty();
        }
        String path = asked.getRawPath() == null ? "" : asked.getRawPath();
        boolean openAi = structure == ProviderStructure.OPENAI_CHAT || structure == ProviderStructure.OPENAI_RESPONSES;
        if (!openAi || VERSION.matcher(path).find()) {
            return Optional.of("Is the base URL right? It was asked at " + asked.getRawAuthority() + path + ".");
        }
        return Optional.of("Perhaps the base URL is " + asked.getScheme() + "://" + asked.getRawAuthority()
                + OPERATION.matcher(path).replaceFirst("") + "/v1: most servers have this API below /v1.");
    }

    /** Words and what is likely to help, as sentences. */
    public static String cured(String words, ProviderStructure structure, URI asked, int status, String body) {
        return cure(structure, asked, status, body)
                .map(words.replaceFirst("[.\\s]*$", ". ")::concat)
                .orElse(words);
    }

    private static boolean isElsewhere(int status, String body) {
        if (isPage(body)) {
            return status <= BAD_REQUEST || NOTHING_THERE.contains(status);
        }
        return NOTHING_THERE.contains(status)
                && ProviderWords.of(body)
                        .filter(words -> OF_THE_MODEL.matcher(words).find())
                        .isEmpty();
    }

    /** APIs of models answer with no markup. */
    private static boolean isPage(String body) {
        return body.stripLeading().startsWith("<");
    }
}
