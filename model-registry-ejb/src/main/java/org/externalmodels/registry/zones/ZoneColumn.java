package org.externalmodels.registry.zones;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What is known of the values of one column in a zone: each of them while they are few, and of numbers the least and the
 * greatest. It may say more than is there, never less. Not for several threads.
 */
public final class ZoneColumn {

    /** Looked up once: the collector asks for it with each value that is new. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final int MOST_LISTED = 32;

    /** As many as the database's column takes. */
    private static final int LONGEST_LIST = 8_000;

    private boolean nulls;

    /** {@code null} if there are too many. */
    private Set<String> listed;

    private BigDecimal low;
    private BigDecimal high;
    private boolean changed;

    /** Without any values. */
    public ZoneColumn() {
        this(false, new HashSet<>(), null, null);
        changed = true;
    }

    private ZoneColumn(boolean nulls, Set<String> listed, BigDecimal low, BigDecimal high) {
        this.nulls = nulls;
        this.listed = listed;
        this.low = low;
        this.high = high;
    }

    /**
     * Reads what was stored.
     *
     * @param lists makes values of a JSON array
     */
    static ZoneColumn read(ResultSet row, Function<String, Set<String>> lists) throws SQLException {
        String listed = row.getString("listed");
        return new ZoneColumn(
                row.getBoolean("nulls"),
                listed == null ? null : lists.apply(listed),
                row.getBigDecimal("low"),
                row.getBigDecimal("high"));
    }

    static Set<String> parse(String json) {
        try (JsonReader reader = JSON.createReader(new StringReader(json))) {
            Set<String> values = new HashSet<>();
            reader.readArray().getValuesAs(JsonString.class).forEach(value -> values.add(value.getString()));
            return values;
        }
    }

    /** Takes in a value of one more row: a text, a number, a truth value or {@code null}. */
    public void add(Object value) {
        if (value == null) {
            changed |= !nulls;
            nulls = true;
        } else if (value instanceof Number number) {
            add(number instanceof BigDecimal exact ? exact : BigDecimal.valueOf(number.longValue()));
        } else {
            list(value.toString());
        }
    }

    private void add(BigDecimal number) {
        if (low == null || number.compareTo(low) < 0) {
            low = number;
            changed = true;
        }
        if (high == null || number.compareTo(high) > 0) {
            high = number;
            changed = true;
        }
        if (listed != null) {
            list(number.stripTrailingZeros().toPlainString());
        }
    }

    private void list(String value) {
        if (listed != null && listed.add(value)) {
            changed = true;
            if (listed.size() > MOST_LISTED || json(listed).length() > LONGEST_LIST) {
                listed = null;
            }
        }
    }

    private static String json(Set<String> values) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        new TreeSet<>(values).forEach(array::add);
        return array.build().toString();
    }

    boolean isChanged() {
        return changed;
    }

    boolean hasNulls() {
        return nulls;
    }

    /** {@code null} if there are too many. */
    Set<String> values() {
        return listed;
    }

    /** {@code null} if there are too many. */
    String listed() {
        return listed == null ? null : json(listed);
    }

    /** {@code null} if there is no number. */
    BigDecimal low() {
        return low;
    }

    /** {@code null} if there is no number. */
    BigDecimal high() {
        return high;
    }
}
