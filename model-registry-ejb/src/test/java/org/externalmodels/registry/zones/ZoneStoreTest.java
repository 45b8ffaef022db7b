package org.externalmodels.registry.zones;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.Test;

/** On H2, which tells how many rows a statement reads. */
class ZoneStoreTest {

    private static final Instant BEGIN = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> COLUMNS = List.of("component", "caller", "code", "status");
    private static final int ZONES = 200;
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    @Test
    void toStoreARowNoMoreIsReadThanItsZone() {
        try (TestDatabase database = TestDatabase.h2()) {
            database.withSql(source -> {
                Sql sql = new Sql(source);
                for (int i = 0; i < ZONES; i++) {
                    Instant time = BEGIN.plusSeconds(i);
                    new ZoneStore(sql, 1, new ZoneNames(sql))
                            .add(COLUMNS, List.of(new ZoneStore.Row(time, List.of("a", "b", "c", "d"))));
                }
                Instant newest = BEGIN.plusSeconds(ZONES - 1);

                assertThat(scanned(sql, ZoneStore.BEGIN, newest)).isEqualTo(1);
                assertThat(scanned(sql, ZoneStore.BETWEEN, newest, newest)).isLessThanOrEqualTo(2);
                assertThat(scanned(
                                sql,
                                ZoneStore.columnsBetween(COLUMNS.size()),
                                "component",
                                "caller",
                                "code",
                                "status",
                                newest,
                                newest))
                        .isLessThanOrEqualTo(4 * COLUMNS.size());
                return null;
            });
        }
    }

    private static int scanned(Sql sql, String statement, Object... parameters) {
        String plan = sql.list("explain analyze " + statement, List.of(parameters), row -> row.getString(1))
                .get(0);
        return SCANNED.matcher(plan)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1)))
                .sum();
    }
}
