package org.externalmodels.sandbox.anthropic;

import java.util.List;
import org.externalmodels.sandbox.wire.Call;

/** Checks the caller's key and the version of the API it speaks. */
final class Credentials {
    /** The newest, which takes no sampling parameters. */
    static final String NEWEST = "2026-10-21";

    private static final List<String> VERSIONS = List.of(NEWEST, "2023-06-01");

    private Credentials() {}

    /** The version the caller speaks, if it may speak at all. */
    static String check(Call call) {
        String key = call.header("x-api-key")
                .or(() -> call.header("Authorization")
                        .filter(value -> value.startsWith("Bearer "))
                        .map(value -> value.substring("Bearer ".length())))
                .orElseThrow(() -> AnthropicError.of(401, "x-api-key header is required"));
        if (key.isBlank() || key.contains("wrong") || key.contains("invalid")) {
            throw AnthropicError.of(401, "invalid x-api-key");
        }
        String version = call.header("anthropic-version")
                .orElseThrow(() -> AnthropicError.at("anthropic-version", "header is required"));
        if (!VERSIONS.contains(version)) {
            throw AnthropicError.at("anthropic-version", "\"" + version + "\" is not a valid version.");
        }
        if (key.contains("ratelimited")) {
            throw AnthropicError.of(
                    429, "This request would exceed your organization's rate limit of 3 requests per minute.");
        }
        return version;
    }
}
