package org.externalmodels.sandbox.cohere;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.wire.Call;

/** Checks the caller's key. */
final class ApiKey {
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);

    private ApiKey() {}

    static void check(Call call) {
        Matcher bearer = BEARER.matcher(call.header("Authorization").orElse(""));
        if (!bearer.matches()) {
            throw CohereError.of(401, "no api key supplied");
        }
        String key = bearer.group(1);
        if (key.contains("wrong") || key.contains("invalid")) {
            throw CohereError.of(401, "invalid api token");
        }
        if (key.contains("ratelimited")) {
            throw CohereError.of(
                    429,
                    "You are using a Trial key, which is limited to 20 API calls / minute. You can continue to use the"
                            + " Trial key for free or upgrade to a Production key with higher rate limits.");
        }
    }
}
