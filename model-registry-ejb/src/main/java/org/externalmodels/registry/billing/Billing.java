package org.externalmodels.registry.billing;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.analytics.Breakdown;
import org.externalmodels.registry.analytics.Dimension;
import org.externalmodels.registry.analytics.Group;
import org.externalmodels.registry.analytics.Span;
import org.externalmodels.registry.analytics.Totals;
import org.externalmodels.registry.analytics.UsageSums;

/** Usage and cost, as they were when calls were made. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class Billing {

    private static final int MOST_LINES = 100_000;
    private static final String TAG = "tag.";

    private final Sql sql;
    private final int mostLines;

    /** The container's proxies are made with it. */
    public Billing() {
        this(null);
    }

    @Inject
    public Billing(DataSource database) {
        this(database, MOST_LINES);
    }

    Billing(DataSource database, int mostLines) {
        sql = new Sql(database);
        this.mostLines = mostLines;
    }

    /**
     * Sums up calls. Where calls of a line have costs in several currencies, there is a line for each; calls without a known
     * cost are then in one without a currency.
     *
     * @throws RegistryException if something is no word to group by, or there are too many lines
     */
    public Bill bill(BillingQuery query) {
        List<Dimension> by = new ArrayList<>();
        Breakdown breakdown = breakdown(query, by);
        UsageSums sums = new UsageSums(sql, mostLines);
        List<BillingLine> lines = new ArrayList<>();
        sums.read(breakdown)
                .forEach((group, totals) ->
                        add(lines, named(query.groupBy(), common(query.groupBy(), by, group)), totals));
        return new Bill(lines, sums.completeFrom(breakdown));
    }

    private static Breakdown breakdown(BillingQuery query, List<Dimension> by) {
        List<String> tags = new ArrayList<>();
        List<Span> times = new ArrayList<>();
        for (String word : query.groupBy()) {
            Optional<Dimension> dimension = Dimension.named(word);
            Optional<Span> time = Span.named(word);
            if (dimension.isPresent()) {
                by.add(dimension.get());
            } else if (word.startsWith(TAG) && word.length() > TAG.length()) {
                tags.add(word.substring(TAG.length()));
            } else if (time.isPresent()) {
                times.add(time.get());
            } else {
                throw RegistryException.invalid(
                        "groupBy",
                        "has " + word + ", which is none of " + Dimension.names() + ", hour, day, month, tag.NAME");
            }
        }
        if (tags.size() > 1 || times.size() > 1) {
            throw RegistryException.invalid("groupBy", "must have at most one tag and one of hour, day and month");
        }
        return new Breakdown(
                query.from(),
                query.to(),
                by,
                tags.stream().findFirst(),
                times.stream().findFirst(),
                query.where(),
                query.whereTag());
    }

    /** The values in the order that was asked for. */
    private static List<String> common(List<String> groupBy, List<Dimension> by, Group group) {
        List<String> values = new ArrayList<>();
        for (String word : groupBy) {
            Optional<Dimension> dimension = Dimension.named(word);
            if (dimension.isPresent()) {
                values.add(group.values().get(by.indexOf(dimension.get())));
            } else if (word.startsWith(TAG)) {
                values.add(group.values().get(by.size()));
            } else {
                values.add(time(word, group.time().orElseThrow()));
            }
        }
        return values;
    }

    private static String time(String word, Instant start) {
        return switch (word) {
            case "hour" -> start.toString();
            case "day" -> start.atZone(ZoneOffset.UTC).toLocalDate().toString();
            default -> start.toString().substring(0, "2026-01".length());
        };
    }

    private static Map<String, String> named(List<String> words, List<String> values) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < words.size(); i++) {
            named.put(words.get(i), values.get(i).isEmpty() ? null : values.get(i));
        }
        return named;
    }

    private static void add(List<BillingLine> bill, Map<String, String> common, Map<String, Totals> sums) {
        List<String> currencies =
                sums.keySet().stream().filter(c -> !c.isEmpty()).toList();
        if (currencies.size() <= 1) {
            Totals all = sums.values().stream().reduce(Totals.NONE, Totals::plus);
            bill.add(
                    new BillingLine(common, all, currencies.stream().findFirst().orElse(null)));
        } else {
            sums.forEach((currency, totals) ->
                    bill.add(new BillingLine(common, totals, currency.isEmpty() ? null : currency)));
        }
    }
}
