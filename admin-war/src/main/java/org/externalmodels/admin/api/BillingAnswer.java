package org.externalmodels.admin.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.externalmodels.admin.download.BillCsv;
import org.externalmodels.admin.download.Csv;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.billing.Bill;
import org.externalmodels.registry.billing.BillExports;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingLine;
import org.externalmodels.registry.billing.BillingQuery;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** Bills as they are shown. */
final class BillingAnswer {

    private BillingAnswer() {}

    /** A word that nothing is grouped by makes the address malformed. */
    static Bill of(Billing billing, BillingQuery query) {
        try {
            return billing.bill(query);
        } catch (RegistryException refused) {
            if (refused.reason() == RegistryException.Reason.INVALID) {
                throw TraceParameters.refused(
                        refused.problems().get(0).field(),
                        refused.problems().get(0).message());
            }
            throw refused;
        }
    }

    static JsonObject json(Bill bill) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        bill.lines().forEach(line -> items.add(json(line)));
        return Json.createObjectBuilder()
                .add("items", items)
                .add("next", JsonValue.NULL)
                .add("completeFrom", JsonRecords.json(bill.completeFrom()))
                .build();
    }

    private static JsonObject json(BillingLine line) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        line.common().forEach((word, value) -> json.add(word, JsonRecords.json(value)));
        List<Object> values = BillCsv.values(line);
        for (int i = 0; i < BillCsv.SUMS.size(); i++) {
            json.add(BillCsv.SUMS.get(i), JsonRecords.json(values.get(i)));
        }
        return json.build();
    }

    /** A file, which is noted. */
    static Response csv(BillingQuery query, Bill bill, BillExports exports) throws IOException {
        exports.record(query);
        String name = BillCsv.fileName(query, ZoneOffset.UTC, Instant.now());
        return Response.ok(BillCsv.of(query.groupBy(), bill), Csv.MEDIA_TYPE + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + "\"")
                .build();
    }
}
