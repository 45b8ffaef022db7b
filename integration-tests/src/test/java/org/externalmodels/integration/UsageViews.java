package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.externalmodels.integration.server.HttpCalls.Answer;

/** What the product says of the usage of a model, in each of its ways. */
final class UsageViews {

    private final Product product;

    UsageViews(Product product) {
        this.product = product;
    }

    /** By sums for bills, by sums for charts, and by single traces. */
    List<JsonObject> of(String model) {
        return List.of(bill(model), analytics(model), summary(model));
    }

    private JsonObject bill(String model) {
        return get("billing?groupBy=model&model=" + Product.encode(model))
                .getJsonArray("items")
                .getJsonObject(0);
    }

    private JsonObject analytics(String model) {
        return get("analytics?period=24h&model=" + Product.encode(model)).getJsonObject("total");
    }

    private JsonObject summary(String model) {
        return get("traces/summary?model=" + Product.encode(model));
    }

    private JsonObject get(String address) {
        Answer answer = product.administrator().get("/api/v1/" + address);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    String metrics() {
        return product.user("vera").get("/metrics").body();
    }

    /** The sum of a metric over all of its series that are about a model. */
    int metric(String name, String model) {
        Matcher series = Pattern.compile(name + "\\{[^}]*model=\"" + Pattern.quote(model) + "\"[^}]*} ([0-9.E]+)")
                .matcher(metrics());
        double sum = 0;
        while (series.find()) {
            sum += Double.parseDouble(series.group(1));
        }
        return (int) sum;
    }

    static BigDecimal sum(List<JsonObject> traces, String member) {
        return traces.stream()
                .filter(trace -> !trace.isNull(member))
                .map(trace -> trace.getJsonNumber(member).bigDecimalValue())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** How many of them do not know one of some numbers. */
    static long unknown(List<JsonObject> traces, String... members) {
        return traces.stream()
                .filter(trace -> Arrays.stream(members).anyMatch(trace::isNull))
                .count();
    }

    /** What is known of a sum, also where it is one of several currencies. */
    static BigDecimal known(JsonObject sums, String member) {
        if (member.equals("cost") && sums.containsKey("costs")) {
            return sum(sums.getJsonArray("costs").getValuesAs(JsonObject.class), member);
        }
        return sum(List.of(sums), member);
    }
}
