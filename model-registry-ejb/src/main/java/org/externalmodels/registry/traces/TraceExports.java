package org.externalmodels.registry.traces;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Locale;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** Notes who took traces away as a file. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER, Role.AUDITOR})
public class TraceExports {

    @Resource
    private SessionContext context;

    @Inject
    private AuditLog audit;

    /** Notes the download of what a filter lets through. */
    public void record(TraceFilter filter) {
        audit.record(
                Actor.of(context),
                "traces.exported",
                new AuditTarget("traces", "csv", "traces.csv"),
                null,
                json(filter));
    }

    private static JsonObject json(TraceFilter filter) {
        JsonArrayBuilder conditions = Json.createArrayBuilder();
        filter.conditions().forEach(condition -> conditions.add(condition.said()));
        return Json.createObjectBuilder()
                .add("match", filter.match().name().toLowerCase(Locale.ROOT))
                .add("conditions", conditions)
                .add("from", JsonRecords.json(filter.from()))
                .add("to", JsonRecords.json(filter.to()))
                .build();
    }
}
