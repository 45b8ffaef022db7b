package org.externalmodels.admin.console.models;

import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.Serializable;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.ConnectionSettings;
import org.externalmodels.admin.console.FieldNames;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.lifecycle.PathSuggestions;

/**
 * What a test call sent and got, as a page shows it.
 *
 * @param sent the request line and headers, empty if nothing was sent
 * @param sentBody the body sent
 * @param status the HTTP status, {@code null} without an answer
 * @param millis the time it took, {@code null} if nothing was sent
 * @param receivedBody the body received
 * @param code why it failed, {@code null} if it did not
 * @param message the same in a sentence
 * @param output what was extracted, {@code null} if it failed
 * @param inputTokens tokens read, {@code null} if unknown
 * @param outputTokens tokens written, {@code null} if unknown
 * @param ofConnection whether it failed with what is likely to be mended in the settings of a connection
 * @param suggestions paths in the answer that look like what a template's paths ask for
 */
public record TestResult(
        String sent,
        String sentBody,
        Integer status,
        Long millis,
        String receivedBody,
        String code,
        String message,
        String output,
        Long inputTokens,
        Long outputTokens,
        boolean ofConnection,
        Suggestions suggestions)
        implements Serializable {

    static TestResult of(ProbeResult probe) {
        ProbeResult.Sent sent = probe.sent();
        String head = sent.method() + " " + sent.url() + "\n"
                + new TreeMap<>(sent.headers())
                        .entrySet().stream()
                                .map(header -> header.getKey() + ": " + header.getValue())
                                .collect(Collectors.joining("\n"));
        return new TestResult(
                head,
                indented(sent.body()),
                probe.received().map(ProbeResult.Received::status).orElse(null),
                probe.duration().toMillis(),
                probe.received().map(received -> indented(received.body())).orElse(null),
                probe.failure().map(failure -> failure.code().name()).orElse(null),
                probe.failure()
                        .map(failure -> FieldNames.inFailure(failure.getMessage()))
                        .orElse(null),
                probe.response().map(InferenceResponse::text).orElse(null),
                probe.response()
                        .flatMap(answer -> boxed(answer.usage().inputTokens()))
                        .orElse(null),
                probe.response()
                        .flatMap(answer -> boxed(answer.usage().outputTokens()))
                        .orElse(null),
                probe.failure().filter(TestResult::isOfConnection).isPresent(),
                Suggestions.of(PathSuggestions.of(probe)));
    }

    /** JSON paths to choose from, best first. */
    public record Suggestions(List<String> output, List<String> inputTokens, List<String> outputTokens)
            implements Serializable {

        static Suggestions of(PathSuggestions found) {
            return new Suggestions(found.output(), found.inputTokens(), found.outputTokens());
        }
    }

    /** A call that failed before anything was sent. */
    static TestResult of(InferenceException failure) {
        return new TestResult(
                "",
                "",
                null,
                null,
                null,
                failure.code().name(),
                FieldNames.inFailure(failure.getMessage()),
                null,
                null,
                null,
                isOfConnection(failure),
                Suggestions.of(PathSuggestions.NONE));
    }

    private static boolean isOfConnection(InferenceException failure) {
        return ConnectionSettings.mayMend(failure.code(), failure.providerStatus());
    }

    public boolean failed() {
        return code != null;
    }

    private static Optional<Long> boxed(OptionalLong number) {
        return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
    }

    /** Easier to read where it is JSON; anything else stays as it is. */
    private static String indented(String body) {
        if (body == null || !(body.startsWith("{") || body.startsWith("["))) {
            return body;
        }
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return Json.indented(reader.read());
        } catch (JsonException notJson) {
            return body;
        }
    }
}
