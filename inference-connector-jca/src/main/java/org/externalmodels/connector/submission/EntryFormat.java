package org.externalmodels.connector.submission;

import static org.externalmodels.connector.submission.StoredJson.count;
import static org.externalmodels.connector.submission.StoredJson.number;
import static org.externalmodels.connector.submission.StoredJson.optionalText;
import static org.externalmodels.connector.submission.StoredJson.text;
import static org.externalmodels.connector.submission.StoredJson.write;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import org.externalmodels.connector.json.JsonStreams;

/** Entries and prepared branches as they are kept. */
final class EntryFormat {

    private EntryFormat() {}

    static byte[] encode(Entry entry) {
        return JsonStreams.write(json -> {
            json.writeStartObject()
                    .write("destination", entry.destination())
                    .write("correlationId", entry.correlationId())
                    .write("model", entry.model());
            write(json, "connection", entry.connection());
            json.write("submittedAt", entry.submittedAt().toString())
                    .write("stage", entry.stage().name())
                    .write("calls", entry.calls())
                    .write("deliveries", entry.deliveries())
                    .write("failures", entry.failures());
            write(json, "reason", entry.reason());
            json.write("changedAt", entry.changedAt().toString())
                    .write("requestBytes", entry.requestBytes())
                    .write("resultBytes", entry.resultBytes())
                    .writeEnd();
        });
    }

    static Entry decode(String id, byte[] document) {
        JsonObject json = StoredJson.read(document);
        return new Entry(
                id,
                text(json, "destination"),
                text(json, "correlationId"),
                text(json, "model"),
                optionalText(json, "connection"),
                Instant.parse(text(json, "submittedAt")),
                Entry.Stage.valueOf(text(json, "stage")),
                count(json, "calls"),
                count(json, "deliveries"),
                count(json, "failures"),
                optionalText(json, "reason"),
                Instant.parse(text(json, "changedAt")),
                number(json, "requestBytes").orElse(0),
                number(json, "resultBytes").orElse(0));
    }

    /**
     * What a prepared branch will do if it commits.
     *
     * @param submitted ids of what becomes a submission
     * @param delivered ids of what is removed
     */
    record Prepared(List<String> submitted, List<String> delivered) {
        Prepared {
            submitted = List.copyOf(submitted);
            delivered = List.copyOf(delivered);
        }

        byte[] encode() {
            return JsonStreams.write(json -> {
                json.writeStartObject().writeStartArray("submitted");
                submitted.forEach(json::write);
                json.writeEnd().writeStartArray("delivered");
                delivered.forEach(json::write);
                json.writeEnd().writeEnd();
            });
        }

        static Prepared decode(byte[] document) {
            JsonObject json = StoredJson.read(document);
            return new Prepared(StoredJson.texts(json, "submitted"), StoredJson.texts(json, "delivered"));
        }
    }
}
