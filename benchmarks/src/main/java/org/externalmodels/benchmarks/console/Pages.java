package org.externalmodels.benchmarks.console;

import java.util.List;

/** The addresses of the console's pages, with the parts and orders of lists that cost most. */
final class Pages {

    private Pages() {}

    /** With the ids of a model, of a profile and of a call. */
    static List<String> of(String model, String profile, String call) {
        return List.of(
                "/models/list",
                "/models/list?search=model-7",
                "/models/list?page=400",
                "/models/list?sort=added-on&order=desc",
                "/models/list?sort=connections",
                "/models/view?id=" + model,
                "/models/connections?id=" + model,
                "/models/edit?id=" + model,
                "/models/history?id=" + model,
                "/models/easy?provider=openai",
                "/traces/list",
                "/traces/list?period=30d",
                "/traces/list?period=all",
                "/traces/list?period=all&status=failed",
                "/traces/list?period=all&model=model-3",
                "/traces/summary",
                "/traces/summary?period=30d",
                "/traces/summary?period=all",
                "/traces/call?id=" + call,
                "/analytics/usage",
                "/analytics/usage?period=30d",
                "/analytics/usage?period=30d&by=model",
                "/analytics/usage?period=30d&by=connection",
                "/analytics/usage?period=30d&model=model-3",
                "/analytics/usage?period=all",
                "/analytics/most-called?period=30d",
                "/analytics/most-called?period=all",
                "/analytics/side-by-side?period=30d&by=model",
                "/analytics/side-by-side?period=30d&by=connection",
                "/billing/bill",
                "/billing/lines",
                "/billing/lines?period=30d",
                "/billing/lines?period=30d&by=day&by=model",
                "/billing/lines?period=all",
                "/billing/prices",
                "/billing/price",
                "/audit/log",
                "/audit/log?period=all",
                "/audit/log?period=all&text=provider-7",
                "/profiles/list",
                "/profiles/view?id=" + profile,
                "/profiles/edit?id=" + profile,
                "/keys/list",
                "/keys/edit",
                "/limits/list",
                "/limits/edit",
                "/submissions/list",
                "/dead-letters/list",
                "/settings/usage",
                "/settings/server",
                "/settings/encryption",
                "/settings/exchange",
                "/playground/studio");
    }
}
