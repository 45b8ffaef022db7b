package org.externalmodels.admin.api;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingLine;
import org.externalmodels.registry.billing.BillingQuery;
import org.externalmodels.registry.json.JsonRecords;

/** Bills as they are shown. */
final class BillingAnswer {

    private static final List<String> SUMS = List.of(
            "requests",
            "failures",
            "inputTokens",
            "outputTokens",
            "unknownUsage",
            "cost",
            "currency",
            "unknownCost",
            "cachedInputTokens",
            "cacheWriteTokens",
            "reasoningTokens",
            "images",
            "audioMillis",
            "calls",
            "failedCalls");

    private BillingAnswer() {}

    /** A word that nothing is grouped by makes the address malformed. */
    static List<BillingLine> lines(Billing billing, BillingQuery query) {
        try {
            return billing.lines(query);
        } catch (RegistryException refused) {
            if (refused.reason() == RegistryException.Reason.INVALID) {
                throw TraceParameters.refused(
                        refused.problems().get(0).field(),
                        refused.problems().get(0).message());
            }
            throw refused;
        }
    }

    static JsonObject json(List<BillingLine> lines) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        lines.forEach(line -> items.add(json(line)));
        return Json.createObjectBuilder()
                .add("items", items)
                .add("next", JsonValue.NULL)
                .build();
    }

    private static JsonObject json(BillingLine line) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        line.common().forEach((word, value) -> json.add(word, JsonRecords.json(value)));
        List<Object> values = values(line);
        for (int i = 0; i < SUMS.size(); i++) {
            json.add(SUMS.get(i), JsonRecords.json(values.get(i)));
        }
        return json.build();
    }

    static Response csv(BillingQuery query, List<BillingLine> lines) throws IOException {
        StringWriter out = new StringWriter();
        List<Object> head = new ArrayList<>(query.groupBy());
        head.addAll(SUMS);
        Csv.line(out, head);
        for (BillingLine line : lines) {
            List<Object> cells = new ArrayList<>(line.common().values());
            cells.addAll(values(line));
            Csv.line(out, cells);
        }
        return Response.ok(out.toString(), Csv.MEDIA_TYPE + ";charset=UTF-8")
                .header("Content-Disposition", "attachment; filename=\"billing.csv\"")
                .build();
    }

    private static List<Object> values(BillingLine line) {
        Totals totals = line.totals();
        List<Object> values = new ArrayList<>();
        values.add(totals.requests());
        values.add(totals.failures());
        values.add(totals.inputTokens());
        values.add(totals.outputTokens());
        values.add(totals.unknownUsage());
        values.add(Sql.plain(totals.cost()));
        values.add(line.currency());
        values.add(totals.unknownCost());
        values.add(totals.cachedInputTokens());
        values.add(totals.cacheWriteTokens());
        values.add(totals.reasoningTokens());
        values.add(totals.images());
        values.add(totals.audioMillis());
        values.add(totals.calls());
        values.add(totals.failedCalls());
        return values;
    }
}
