package org.externalmodels.registry.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.analytics.Analytics;
import org.externalmodels.registry.analytics.UsageReport;
import org.externalmodels.registry.billing.Billing;
import org.externalmodels.registry.billing.BillingQuery;
import org.externalmodels.registry.support.PostgresServer;
import org.externalmodels.registry.traces.TraceCondition;
import org.externalmodels.registry.traces.TraceFilter;
import org.externalmodels.registry.traces.TraceItem;
import org.externalmodels.registry.traces.TraceLog;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** The tables of usage as they were before they were made for millions of rows, with something in them. */
class UsageAtScaleTest {

    private static final Instant DAY = Instant.parse("2026-03-01T00:00:00Z");

    /** Of ten calls that took 1 to 10 ms. */
    private static final String SKETCH = "HISTEwAAAAsAAAAAAAAAAgAAAAAAAAABAAAAAAAAAf8/8AAAAAAAAAACAgICAgICAgIC";

    @Test
    void whatWasSummedUpBeforeIsThereAfterOnH2() throws SQLException {
        JdbcDataSource h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        h2.setUser("sa");
        isKept(h2);
    }

    @Test
    void whatWasSummedUpBeforeIsThereAfterOnPostgres() throws SQLException {
        assumeTrue(PostgresServer.installed(), "PostgreSQL's server is not installed on this machine");
        PostgresServer server = PostgresServer.own();
        try {
            isKept(server.dataSource());
        } finally {
            server.stop();
        }
    }

    private static void isKept(DataSource database) throws SQLException {
        Flyway.configure()
                .dataSource(database)
                .resourceProvider(new SchemaScripts())
                .javaMigrationClassProvider(List::of)
                .table("external_models_schema")
                .target("36")
                .load()
                .migrate();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String grain : List.of("hour", "day")) {
                sum(statement, grain, "k1", "", "USD", 7, "0.5");
                sum(statement, grain, "k2", "TIMEOUT", "", 2, "null");
                sum(statement, grain, "k3", "RATE_LIMITED", "", 1, "null");
                statement.execute("insert into latency_sketch (grain, period_start, sketch_key, model, connection,"
                        + " application, durations, first_chunks) values ('" + grain + "', '" + DAY
                        + "', 'k', 'gpt', 'main', 'claims', '" + SKETCH + "', '')");
            }
            statement.execute(
                    "insert into trace (id, trace_id, attempt, started_at, millis, source, component, model_name,"
                            + " status, token_source, finish_reason, streaming, degraded) values (1, 't1', 1, '" + DAY
                            + "', 5, 'application', 'bean', 'gpt', 'complete', 'PROVIDER', 'STOP', false, false)");
            statement.execute("insert into trace_body (trace_row, input, output) values (1, 'in', 'out')");
        }

        Schema.migrate(database);

        Instant end = DAY.plusSeconds(86_400);
        for (Instant to : List.of(end, end.plusSeconds(86_400 * 7))) {
            UsageReport report = new Analytics(database).report(DAY, to, Map.of(), List.of());
            assertThat(report.total().requests()).isEqualTo(10);
            assertThat(report.total().failures()).isEqualTo(3);
            assertThat(report.total().costs())
                    .singleElement()
                    .satisfies(money -> assertThat(money.currency()).isEqualTo("USD"))
                    .satisfies(money -> assertThat(money.cost()).isEqualByComparingTo("0.5"));
            assertThat(report.total().p90Millis()).isEqualTo(9);
            assertThat(report.outcomes())
                    .extracting(UsageReport.Outcome::code, UsageReport.Outcome::requests)
                    .containsExactly(tuple(null, 7L), tuple("RATE_LIMITED", 1L), tuple("TIMEOUT", 2L));
        }
        assertThat(new Billing(database)
                        .bill(new BillingQuery(DAY, end, List.of("code"), Map.of(), Map.of()))
                        .lines())
                .extracting(line -> line.totals().requests())
                .containsExactly(7L, 1L, 2L);
        assertThat(found(database, "bean")).hasSize(1);
        assertThat(new Sql(database)
                        .list("select started_at from trace_body", List.of(), row -> Sql.time(row, "started_at")))
                .containsExactly(DAY);
        assertThat(found(database, "none")).isEmpty();
    }

    private static void sum(
            Statement statement, String grain, String key, String code, String currency, int requests, String cost)
            throws SQLException {
        statement.execute(
                "insert into usage_sum (grain, period_start, sum_key, model, connection, application, component,"
                        + " caller, source, code, currency, requests, calls, failed_calls, unknown_usage, unknown_cost, cost) values ('"
                        + grain + "', '" + DAY + "', '" + key + "', 'gpt', 'main', 'claims', '', '', 'application', '"
                        + code
                        + "', '" + currency + "', " + requests + ", " + requests + ", 0, 0, 0, " + cost + ")");
    }

    private static List<TraceItem> found(DataSource database, String component) {
        Slice<TraceItem> slice = new TraceLog(database)
                .slice(TraceFilter.ALL.with(TraceCondition.parse("component", component)), 10, Optional.empty());
        return slice.items();
    }
}
