package org.externalmodels.registry.retention;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Grain;
import org.externalmodels.registry.analytics.Horizons;
import org.externalmodels.registry.analytics.RollUps;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.zones.ZoneStore;

/** Deletes what is too old, a bounded number of rows in a transaction, oldest first; whoever stores new ones never waits. */
@ApplicationScoped
@OwnTransaction
public class Expiry {

    static final int ROWS_AT_ONCE = 1_000;

    private final Sql sql;

    protected Expiry() {
        this(null);
    }

    @Inject
    public Expiry(DataSource database) {
        sql = new Sql(database);
    }

    /** The ages as they are set. */
    public RetentionAges ages() {
        return sql
                .list("select document from usage_setting where name = ?", List.of(UsageSettings.RETENTION), row -> {
                    try (JsonReader reader = Json.createReader(new StringReader(row.getString("document")))) {
                        return JsonRecords.readKnown(reader.readObject(), RetentionAges.class);
                    }
                })
                .stream()
                .findFirst()
                .orElse(RetentionAges.DEFAULTS);
    }

    /** Deletes some of the bodies of calls that began before a time; says how many. */
    public int bodies(Instant before) {
        return sql.update(
                "delete from trace_body where trace_row in (select b.trace_row from trace_body b where b.started_at < ?"
                        + " order by b.started_at, b.trace_row limit " + ROWS_AT_ONCE + ")",
                List.of(before));
    }

    /** Deletes some of the calls that began before a time, with all that belongs to them; says how many. */
    public int traces(Instant before) {
        int deleted = sql.update(
                "delete from trace where id in (select t.id from trace t where t.started_at < ?"
                        + " order by t.started_at, t.id limit " + ROWS_AT_ONCE + ")",
                List.of(before));
        if (deleted > 0) {
            new Horizons(sql).callsDeleted(before);
        }
        return deleted;
    }

    /** Forgets where calls were, of which all that began before a time are deleted. */
    public void zones(Instant before) {
        new RollUps(sql).lock();
        new ZoneStore(sql).forget(before);
    }

    /** Deletes some of the sums per hour or day of before a time; says how many. */
    public int sums(Grain grain, Instant before) {
        int deleted = RollUps.TABLES.stream()
                .mapToInt(table -> some(table, grain, before))
                .sum();
        if (deleted > 0) {
            new Horizons(sql).sumsDeleted(grain, before);
        }
        return deleted;
    }

    private int some(String table, Grain grain, Instant before) {
        return sql.update(
                "delete from " + table + " where id in (select s.id from " + table
                        + " s where s.grain = ? and s.period_start < ? order by s.period_start limit " + ROWS_AT_ONCE
                        + ")",
                List.of(grain.wireName(), before));
    }
}
