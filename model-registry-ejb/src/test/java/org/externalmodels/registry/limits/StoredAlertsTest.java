package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.limits.StoredAlerts.Due;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An alert is told once, and tried until it is delivered. */
class StoredAlertsTest {

    private static final Instant NOON = Instant.parse("2026-05-17T12:00:00Z");

    private final TestDatabase database = TestDatabase.h2();
    private final LimitRule rule = new LimitRule(
            "id",
            "claims a day",
            Measure.MONEY_PER_DAY,
            10_000_000_000L,
            Optional.of("USD"),
            new Scope(Scope.EACH, null, null, null),
            false,
            1);

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isKeptOnceForItsWindowHoweverManyNotice() {
        raise(80, NOON);
        raise(80, NOON.plusSeconds(60));
        raise(100, NOON.plusSeconds(60));
        raise(80, NOON.plus(Duration.ofDays(1)));

        assertThat(due(NOON.plus(Duration.ofDays(2)))).hasSize(3);
    }

    @Test
    void saysWhatItIsAbout() {
        raise(80, NOON);

        assertThat(due(NOON).get(0).body())
                .contains("\"type\":\"budget\"", "\"name\":\"claims a day\"", "\"percent\":80", "\"of\":\"key claims\"")
                .contains("\"limit\":10.000000000", "\"used\":8.500000000", "\"unit\":\"USD\"", "\"mode\":\"enforce\"");
    }

    @Test
    void namesWhatIsCountedByItselfAndKeepsTheNameOfWhatIsDeletedSince() {
        execute(
                "insert into model (id, name, name_key, integration, source, inferencing, revision, added_by, added_at,"
                        + " changed_by, changed_at, version) values ('m-1', 'claims/gpt', 'claims/gpt', 'API', 'Custom',"
                        + " true, 1, 'a', current_timestamp, 'a', current_timestamp, 1)",
                "insert into model_connection (id, model_id, place, name, name_key, inferencing, added_by, added_at,"
                        + " version) values ('c-1', 'm-1', 0, 'main', 'main', true, 'a', current_timestamp, 1)");
        Scope perModel = new Scope(null, "*", "*", null);
        Scope perConnection = new Scope("*", null, "*", "*");
        Scope all = new Scope(null, null, "m-1", null);

        raise(rule("1", perModel).bucket("/a:shop/till/m:m-1", NOON));
        raise(rule("2", perConnection).bucket("/k:shop/m:m-1/c:c-1", NOON));
        raise(rule("3", all).bucket("", NOON));
        execute("delete from model where id = 'm-1'");
        raise(rule("4", perModel).bucket("/a:shop/m:m-1", NOON));

        assertThat(due(NOON))
                .extracting(alert -> alert.body().replaceAll(".*\"of\":\"([^\"]*)\".*", "$1"))
                .containsExactlyInAnyOrder(
                        "application shop/till, model claims/gpt",
                        "key shop, connection claims/gpt/main",
                        "",
                        "application shop, model (deleted)");
    }

    @Test
    void isInOneHandAtATime() {
        raise(50, NOON);

        assertThat(due(NOON)).hasSize(1);
        assertThat(due(NOON.plusSeconds(179))).isEmpty();
        assertThat(due(NOON.plusSeconds(181))).hasSize(1);
    }

    @Test
    void isOnlyTakenByTheFirstOfThoseWhoFoundItDue() {
        raise(50, NOON);
        Due seenByBoth = with(alerts -> alerts.due(NOON, 10)).get(0);
        boolean first = with(alerts -> alerts.takeInHand(seenByBoth, NOON));
        boolean second = with(alerts -> alerts.takeInHand(seenByBoth, NOON.plusSeconds(600)));

        assertThat(first).isTrue();
        assertThat(second).isFalse();
    }

    @Test
    void isTriedAgainAfterAWhileThatGrows() {
        raise(50, NOON);
        Instant time = NOON;
        for (long seconds : new long[] {5, 10, 20, 40}) {
            Due alert = due(time).get(0);
            Instant failedAt = time;
            with(alerts -> {
                alerts.failed(alert, "503", failedAt);
                return null;
            });
            assertThat(due(time.plusSeconds(seconds - 1))).isEmpty();
            time = time.plusSeconds(seconds);
        }
    }

    @Test
    void isNotTriedAgainOnceItIsDelivered() {
        raise(50, NOON);
        Due alert = due(NOON).get(0);

        with(alerts -> {
            alerts.delivered(alert, NOON);
            return null;
        });

        assertThat(due(NOON.plus(Duration.ofDays(1)))).isEmpty();
    }

    private static LimitRule rule(String id, Scope scope) {
        return new LimitRule(id, "limit " + id, Measure.REQUESTS_PER_MINUTE, 10, Optional.empty(), scope, false, 1);
    }

    private void raise(Bucket bucket) {
        with(alerts -> {
            alerts.add(new Alarms.Notice(bucket, 100, NOON), 10, NOON);
            return null;
        });
    }

    private void execute(String... statements) {
        database.withSql(source -> {
            Sql sql = new Sql(source);
            for (String statement : statements) {
                sql.update(statement, List.of());
            }
            return null;
        });
    }

    private void raise(int percent, Instant now) {
        Alarms.Notice notice = new Alarms.Notice(
                rule.bucket("/k:claims", now), percent, rule.measure().windowStart(now));
        with(alerts -> {
            alerts.add(notice, 8_500_000_000L, now);
            return null;
        });
    }

    private List<Due> due(Instant now) {
        return with(alerts -> alerts.due(now, 10).stream()
                .filter(alert -> alerts.takeInHand(alert, now))
                .toList());
    }

    private <T> T with(Function<StoredAlerts, T> work) {
        return database.withSql(source -> work.apply(new StoredAlerts(source)));
    }
}
