package org.externalmodels.admin.download;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.registry.audit.AuditItem;

/** The audit log as CSV (RFC 4180). */
public final class AuditCsv {

    private static final List<String> HEAD = List.of(
            "time",
            "actor",
            "remoteAddress",
            "requestId",
            "action",
            "targetKind",
            "targetId",
            "targetName",
            "before",
            "after",
            "position",
            "id");

    private AuditCsv() {}

    public static String of(Consumer<Consumer<AuditItem>> source) {
        StringBuilder csv = new StringBuilder(String.join(",", HEAD)).append("\r\n");
        source.accept(item -> csv.append(line(item)).append("\r\n"));
        return csv.toString();
    }

    private static String line(AuditItem item) {
        return Stream.of(
                        item.time().toString(),
                        item.actor(),
                        item.remoteAddress(),
                        item.requestId(),
                        item.action(),
                        item.targetKind(),
                        item.targetId(),
                        item.targetName(),
                        json(item.before()),
                        json(item.after()),
                        item.position() == null ? null : item.position().toString(),
                        Long.toString(item.id()))
                .map(Csv::cell)
                .collect(Collectors.joining(","));
    }

    private static String json(JsonValue value) {
        return value == JsonValue.NULL ? null : value.toString();
    }
}
