package org.externalmodels.admin.inference;

import jakarta.servlet.http.HttpServletResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What the headers of an answer tell.
 *
 * @param traceId under which the call is found, {@code null} if none was made
 * @param connection that is used, {@code null} if it is not known yet
 * @param model that answers or failed, which may be another than was asked; {@code null} if it is not known yet
 * @param fromCache whether the answer was given before, and nobody was asked now
 */
record AnswerHeaders(String traceId, String connection, String model, boolean fromCache) {

    /** Of an answer that is just made, or of a failure. */
    AnswerHeaders(String traceId, String connection, String model) {
        this(traceId, connection, model, false);
    }

    void writeTo(HttpServletResponse response) {
        if (traceId != null) {
            response.setHeader("X-External-Models-Trace", traceId);
            // Where OpenAI's and Anthropic's clients look for it.
            response.setHeader("x-request-id", traceId);
            response.setHeader("request-id", traceId);
        }
        if (connection != null) {
            response.setHeader("X-External-Models-Connection", ascii(connection));
        }
        if (model != null) {
            response.setHeader("X-External-Models-Model", ascii(model));
        }
        if (fromCache) {
            response.setHeader("X-External-Models-Cache", "hit");
        }
    }

    /** Whole seconds, rounded up (RFC 9110 section 10.2.3). */
    static void retryAfter(HttpServletResponse response, Duration wait) {
        long seconds = (wait.toMillis() + 999) / 1_000;
        response.setHeader("Retry-After", String.valueOf(Math.max(seconds, 1)));
    }

    /** Headers have ASCII only; other names are percent-encoded. */
    private static String ascii(String name) {
        boolean plain = name.chars().allMatch(c -> c >= ' ' && c < 127);
        return plain ? name : URLEncoder.encode(name, StandardCharsets.UTF_8);
    }
}
