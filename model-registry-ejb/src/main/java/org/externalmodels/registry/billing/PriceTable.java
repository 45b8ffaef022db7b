package org.externalmodels.registry.billing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.registry.Sql;

/** The prices of some models at any time, for working out what calls cost. Immutable. */
public final class PriceTable {

    /** Of models that one query asks for. */
    private static final int MOST_AT_ONCE = 1_000;

    private final Map<String, List<Line>> byModel;

    private record Line(String id, String modelId, String connection, Instant from, String currency, Rates rates) {}

    /** Takes lines of which those of a model are newest first. */
    private PriceTable(List<Line> newestFirst) {
        this(newestFirst.stream().collect(Collectors.groupingBy(Line::modelId)));
    }

    private PriceTable(Map<String, List<Line>> byModel) {
        this.byModel = byModel;
    }

    /** The same with a change. */
    public PriceTable with(PriceChanged changed) {
        List<Line> lines = new ArrayList<>(byModel.getOrDefault(changed.modelId(), List.of()));
        lines.removeIf(line -> line.id().equals(changed.id()));
        changed.now().ifPresent(price -> lines.add(line(price)));
        lines.sort(Comparator.comparing(Line::from).reversed());
        Map<String, List<Line>> all = new HashMap<>(byModel);
        all.put(changed.modelId(), lines);
        return new PriceTable(all);
    }

    private static Line line(PriceItem price) {
        return new Line(
                price.id(),
                price.modelId(),
                price.connection() == null ? "" : price.connection().toLowerCase(Locale.ROOT),
                price.effectiveFrom(),
                price.currency(),
                new Rates(
                        price.input(),
                        price.output(),
                        price.cachedRead(),
                        price.cacheWrite(),
                        price.reasoning(),
                        price.image(),
                        price.audioMinute(),
                        price.request()));
    }

    /** Loads the prices of models by their ids. */
    public static PriceTable load(Sql sql, Set<String> modelIds) {
        List<String> ids = List.copyOf(modelIds);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < ids.size(); i += MOST_AT_ONCE) {
            lines.addAll(lines(sql, ids.subList(i, Math.min(i + MOST_AT_ONCE, ids.size()))));
        }
        return new PriceTable(lines);
    }

    private static List<Line> lines(Sql sql, List<String> ids) {
        return sql.list(
                "select * from price where model_id in (" + Sql.marks(ids.size()) + ") order by effective_from desc",
                ids,
                row -> new Line(
                        row.getString("id"),
                        row.getString("model_id"),
                        row.getString("connection_name").toLowerCase(Locale.ROOT),
                        Sql.time(row, "effective_from"),
                        row.getString("currency"),
                        new Rates(
                                row.getBigDecimal("input"),
                                row.getBigDecimal("output"),
                                row.getBigDecimal("cached_read"),
                                row.getBigDecimal("cache_write"),
                                row.getBigDecimal("reasoning"),
                                row.getBigDecimal("image"),
                                row.getBigDecimal("audio_minute"),
                                row.getBigDecimal("request"))));
    }

    /**
     * What a call costs at the price of its time: the connection's own if it has one then, otherwise the model's. Nothing
     * costs nothing without a price too.
     */
    public Charge charge(String modelId, String connection, Instant at, Quantities used) {
        List<Line> lines = modelId == null ? List.of() : byModel.getOrDefault(modelId, List.of());
        Optional<Line> line =
                connection == null ? Optional.empty() : holding(lines, connection.toLowerCase(Locale.ROOT), at);
        return line.or(() -> holding(lines, "", at))
                .map(price -> price.rates()
                        .cost(used)
                        .map(cost -> new Charge(cost, price.currency(), price.id()))
                        .orElse(new Charge(null, null, price.id())))
                .orElse(used.equals(Quantities.NONE) ? Charge.NOTHING : Charge.UNKNOWN);
    }

    private static Optional<Line> holding(List<Line> newestFirst, String connection, Instant at) {
        for (Line line : newestFirst) {
            if (line.connection().equals(connection) && !line.from().isAfter(at)) {
                return Optional.of(line);
            }
        }
        return Optional.empty();
    }
}
