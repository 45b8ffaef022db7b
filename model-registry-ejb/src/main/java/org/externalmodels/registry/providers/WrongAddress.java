package org.externalmodels.registry.providers;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.inference.spi.ProviderStructure;

/** What to say of an address where somebody answers, but not as the API does that is meant. */
public final class WrongAddress {

    private static final Set<Integer> NOTHING_THERE = Set.of(404, 405);
    private static final Pattern VERSION = Pattern.compile("/v[0-9]");
    private static final Pattern OPERATION =
            Pattern.compile("/(models|chat/completions|responses|embeddings|images/generations|audio/transcriptions)$");

    private WrongAddress() {}

    /** What came from where. */
    static String answer(URI asked, int status, String body) {
        return asked.getRawAuthority() + " answered " + status + " at " + asked.getRawPath()
                + (isPage(body) ? " with a web page" : "");
    }

    /** Words with what is likely to help, unless the address need not be wrong. */
    public static String cured(String words, ProviderStructure structure, URI asked, int status, String body) {
        return cure(structure, asked, status, body)
                .map(words.replaceFirst("\\.?\\s*$", ". ")::concat)
                .orElse(words);
    }

    private static Optional<String> cure(ProviderStructure structure, URI asked, int status, String body) {
        if (!NOTHING_THERE.contains(status) && !isPage(body)) {
            return Optional.empty();
        }
        String path = asked.getRawPath();
        boolean openAi = structure == ProviderStructure.OPENAI_CHAT || structure == ProviderStructure.OPENAI_RESPONSES;
        if (!openAi || VERSION.matcher(path).find()) {
            return Optional.of("Is the base URL right? It was asked at " + asked.getRawAuthority() + path + ".");
        }
        return Optional.of("Most servers have this API below /v1. Try the base URL " + asked.getScheme() + "://"
                + asked.getRawAuthority() + OPERATION.matcher(path).replaceFirst("") + "/v1.");
    }

    static boolean isPage(String body) {
        return body.stripLeading().startsWith("<");
    }
}
