package org.externalmodels.registry.billing;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.json.Json;

/** Notes who took a bill away as a file. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class BillExports {

    @Resource
    private SessionContext context;

    @Inject
    private AuditLog audit;

    /** Notes the download of a bill. */
    public void record(BillingQuery query) {
        audit.record(
                Actor.of(context),
                "billing.exported",
                new AuditTarget("billing", "csv", "billing.csv"),
                null,
                json(query));
    }

    static JsonObject json(BillingQuery query) {
        JsonArrayBuilder groupBy = Json.createArrayBuilder();
        query.groupBy().forEach(groupBy::add);
        JsonObjectBuilder where = Json.createObjectBuilder();
        query.where().forEach((dimension, value) -> where.add(dimension.wireName(), value));
        query.whereTag().forEach((tag, value) -> where.add("tag." + tag, value));
        return Json.createObjectBuilder()
                .add("from", query.from().toString())
                .add("to", query.to().toString())
                .add("groupBy", groupBy)
                .add("where", where)
                .build();
    }
}
