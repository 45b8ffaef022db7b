package org.externalmodels.sandbox.openai;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.sandbox.wire.Call;

/** Checks the caller's key. The real service shows part of a refused key in its message; this one shows nothing of it. */
final class ApiKey {
    private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+) *", Pattern.CASE_INSENSITIVE);
    private static final String NO_KEY =
            "You didn't provide an API key. You need to provide your API key in an Authorization header using Bearer"
                    + " auth (i.e. Authorization: Bearer YOUR_KEY), or as the password field (with blank username) if"
                    + " you're accessing the API from your browser and are prompted for a username and password. You"
                    + " can obtain an API key from https://platform.openai.com/account/api-keys.";
    static final String INCORRECT =
            "Incorrect API key provided. You can find your API key at https://platform.openai.com/account/api-keys.";

    private ApiKey() {}

    static void check(Call call) {
        Matcher bearer = BEARER.matcher(call.header("Authorization").orElse(""));
        if (!bearer.matches()) {
            throw OpenAiError.invalidRequest(401, null, NO_KEY);
        }
        String key = bearer.group(1);
        if (key.contains("wrong") || key.contains("invalid")) {
            throw OpenAiError.invalidRequest(401, "invalid_api_key", INCORRECT);
        }
        if (key.contains("ratelimited")) {
            throw OpenAiError.of(
                    429,
                    "requests",
                    "rate_limit_exceeded",
                    "Rate limit reached for requests per min (RPM): Limit 3, Used 3, Requested 1. Please try again in"
                            + " 20s.");
        }
    }
}
