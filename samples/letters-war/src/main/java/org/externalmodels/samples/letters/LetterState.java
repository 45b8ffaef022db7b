package org.externalmodels.samples.letters;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * A letter on its way through the process.
 *
 * @param step the activity where it is, {@code queued} before one that is a job, {@code done} at the end
 * @param summary the model's, {@code null} before
 * @param subject what it is about, {@code null} before it was sorted
 * @param kind {@code claim}, {@code invoice} or {@code complaint}, {@code null} before it was sorted
 */
public record LetterState(String step, String summary, String subject, String kind) {

    static LetterState of(String step, Map<String, Object> variables) {
        JsonNode sorted = (JsonNode) variables.get("sorted");
        return new LetterState(
                step,
                (String) variables.get("summary"),
                sorted == null ? null : sorted.path("subject").asText(),
                sorted == null ? null : sorted.path("kind").asText());
    }
}
