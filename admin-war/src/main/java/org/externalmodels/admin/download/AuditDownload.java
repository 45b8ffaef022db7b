package org.externalmodels.admin.download;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.audit.AuditFilter;
import org.externalmodels.registry.audit.AuditItem;
import org.externalmodels.registry.audit.AuditTrail;

/** The audit log as a file, written part by part while it is read, so that it may be of any length. */
@RequestScoped
public class AuditDownload {

    private static final int PART = 500;

    static final List<String> HEAD = List.of(
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

    @Inject
    private AuditTrail trail;

    /** Reads the first part, so that who may not read it gets a refusal and not half a file; the download is noted. */
    public Download of(AuditFilter filter) {
        Slice<AuditItem> first = trail.export(filter, PART);
        AuditTrail log = trail;
        return new PartedCsv<>(HEAD, AuditDownload::cells, place -> log.slice(filter, PART, Optional.of(place)))
                .from(first);
    }

    static List<Object> cells(AuditItem item) {
        return Arrays.asList(
                item.time(),
                item.actor(),
                item.remoteAddress(),
                item.requestId(),
                item.action(),
                item.targetKind(),
                item.targetId(),
                item.targetName(),
                json(item.before()),
                json(item.after()),
                item.position(),
                item.id());
    }

    private static JsonValue json(JsonValue value) {
        return value == JsonValue.NULL ? null : value;
    }
}
