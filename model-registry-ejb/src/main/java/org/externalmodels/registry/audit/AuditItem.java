package org.externalmodels.registry.audit;

import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import org.externalmodels.registry.json.Json;

/**
 * A line of the audit log. What is not known is {@code null}.
 *
 * @param id never used again
 * @param time when
 * @param actor who
 * @param remoteAddress from where
 * @param requestId of the request that did it
 * @param action what
 * @param targetKind to what kind of thing
 * @param targetId its id
 * @param targetName its name at the time
 * @param before how it was
 * @param after how it was then
 * @param position in the chain, {@code null} for a moment after it was written
 */
public record AuditItem(
        long id,
        Instant time,
        String actor,
        String remoteAddress,
        String requestId,
        String action,
        String targetKind,
        String targetId,
        String targetName,
        JsonValue before,
        JsonValue after,
        Long position) {

    static AuditItem of(AuditEntry entry) {
        return new AuditItem(
                entry.id(),
                entry.time(),
                entry.actor(),
                entry.remoteAddress().orElse(null),
                entry.requestId().orElse(null),
                entry.action(),
                entry.targetKind(),
                entry.targetId(),
                entry.targetName(),
                json(entry.before()),
                json(entry.after()),
                entry.chainPosition().isPresent() ? entry.chainPosition().getAsLong() : null);
    }

    /** What somebody put there who is not this product may be no JSON, and is shown all the same. */
    private static JsonValue json(String text) {
        if (text == null) {
            return JsonValue.NULL;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        } catch (RuntimeException noJson) {
            return Json.createValue(text);
        }
    }
}
