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
 * What is known of the values of one column in a zone: each of them while they are few, of more texts their hashes, and of
 * numbers the least and the greatest. It may say more than is there, never less. Not for several threads.
 */
public final class ZoneColumn {

    /** Looked up once: the collector asks for it with each value that is new. */
    private static final JsonProvider JSON = JsonProvider.provider();

    private static final int MOST_LISTED = 32;

    /** As many signs as the database's columns take. */
    private static final int LONGEST = 8_000;

    private boolean nulls;

    /** {@code null} if there are too many. */
    private Set<String> listed;

    /** {@code null} if texts are listed, or too many for hashes as well. */
    private ZoneHashes hashes;

    /** Whether the registry may not know of all texts with these hashes. */
    private boolean unnamed;

    /** What hashes are still to be made of. */
    private final Set<String> unhashed = new HashSet<>();

    private BigDecimal low;
    private BigDecimal high;
    private boolean changed;

    /** Without any values. */
    public ZoneColumn() {
        listed = new HashSet<>();
        changed = true;
    }

    private ZoneColumn(ResultSet row, Function<String, Set<String>> lists) throws SQLException {
        nulls = row.getBoolean("nulls");
        String list = row.getString("listed");
        listed = list == null ? null : lists.apply(list);
        String text = row.getString("hashes");
        hashes = text == null ? null : new ZoneHashes(text);
        unnamed = row.getBoolean("unnamed");
        low = row.getBigDecimal("low");
        high = row.getBigDecimal("high");
    }

    /**
     * Reads what was stored.
     *
     * @param lists makes values of a JSON array
     */
    static ZoneColumn read(ResultSet row, Function<String, Set<String>> lists) throws SQLException {
        return new ZoneColumn(row, lists);
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
        } else if (listed == null) {
            hash(value.toString());
        } else if (isTooMuch(value.toString())) {
            hashes = ZoneHashes.NONE;
            unhashed.addAll(listed);
            listed = null;
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
        if (listed != null && isTooMuch(number.stripTrailingZeros().toPlainString())) {
            listed = null;
        }
    }

    private void hash(String text) {
        if (hashes != null) {
            unhashed.add(text);
        }
    }

    /** Lists a value, and says whether the list has become too long. */
    private boolean isTooMuch(String value) {
        boolean added = listed.add(value);
        changed |= added;
        return added && (listed.size() > MOST_LISTED || json(listed).length() > LONGEST);
    }

    private static String json(Set<String> values) {
        JsonArrayBuilder array = JSON.createArrayBuilder();
        new TreeSet<>(values).forEach(array::add);
        return array.build().toString();
    }

    /** What hashes are made of when {@link #settle} is called. */
    Set<String> unhashed() {
        return unhashed;
    }

    /**
     * Makes hashes of all values that are not listed.
     *
     * @param named whether the registry knows each of them
     */
    void settle(boolean named) {
        if (!unhashed.isEmpty()) {
            ZoneHashes more = hashes.with(unhashed);
            boolean lessNamed = unnamed || !named;
            changed |= !more.equals(hashes) || lessNamed != unnamed;
            unnamed = lessNamed;
            hashes = more.text().length() > LONGEST ? null : more;
            unhashed.clear();
        }
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

    /** {@code null} if there are none. */
    String hashes() {
        return hashes == null ? null : hashes.text();
    }

    /** Whether it may have texts of which the registry does not know that there are such. */
    boolean isUnnamed() {
        return unnamed;
    }

    /**
     * Whether one of some texts may be there that are not listed.
     *
     * @param wanted hashes of the texts
     */
    boolean mayHave(int[] wanted) {
        return hashes == null || hashes.mayHave(wanted);
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
