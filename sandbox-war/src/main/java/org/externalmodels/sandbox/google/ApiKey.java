package org.externalmodels.sandbox.google;

import java.util.Optional;
import org.externalmodels.sandbox.wire.Call;

/** Checks the caller's key, in the header or in the query; an OAuth token does as well. */
final class ApiKey {
    private ApiKey() {}

    static void check(Call call) {
        Optional<String> key = call.header("x-goog-api-key")
                .or(() -> call.query("key"))
                .or(() -> call.header("Authorization").filter(value -> value.startsWith("Bearer ")))
                .filter(value -> !value.isBlank());
        if (key.isEmpty()) {
            throw GoogleError.of(
                    403,
                    "Method doesn't allow unregistered callers (callers without established identity). Please use API"
                            + " Key or other form of API consumer identity to call this API.");
        }
        if (key.get().contains("wrong") || key.get().contains("invalid")) {
            throw GoogleError.withReason(400, "API_KEY_INVALID", "API key not valid. Please pass a valid API key.");
        }
        if (key.get().contains("ratelimited")) {
            throw GoogleError.exhausted(20);
        }
    }
}
