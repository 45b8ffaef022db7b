package org.externalmodels.registry.limits;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.Sql;
import org.externalmodels.registry.json.Json;

/** Alerts in the database: told once however many servers notice, and kept until they are delivered. */
@ApplicationScoped
@OwnTransaction
public class StoredAlerts {

    /**
     * While one server delivers an alert the others leave it alone. Its webhook is waited for 20 s, and each of the dozen
     * steps of its mail ten.
     */
    private static final Duration IN_HAND = Duration.ofMinutes(3);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_ATTEMPTS = 30;

    /** Older ones are news to nobody, as when delivery is configured after they came up. */
    private static final Duration NEWS = Duration.ofDays(7);

    private static final int LONGEST_FAILURE = 500;

    private final Sql sql;

    protected StoredAlerts() {
        this(null);
    }

    @Inject
    public StoredAlerts(DataSource database) {
        sql = new Sql(database);
    }

    /**
     * An alert that is to be delivered.
     *
     * @param posted whether the webhook has it already
     * @param mailed whether the mail is out already
     */
    record Due(String id, String body, int attempts, boolean posted, boolean mailed) {}

    public void add(Alarms.Notice notice, long used, Instant now) {
        LimitRule rule = notice.bucket().rule();
        String id = UUID.randomUUID().toString();
        boolean known = !sql.list(
                        "select 1 from limit_alert where bucket = ? and window_start = ? and percent = ?",
                        List.of(notice.bucket().key(), notice.windowStart(), notice.percent()),
                        row -> 1)
                .isEmpty();
        if (known) {
            return;
        }
        try {
            sql.update(
                    "insert into limit_alert (id, limit_id, limit_name, bucket, percent, window_start, raised_at, body,"
                            + " attempts, next_attempt_at) values (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
                    List.of(
                            id,
                            rule.id(),
                            rule.name(),
                            notice.bucket().key(),
                            notice.percent(),
                            notice.windowStart(),
                            time(now),
                            body(id, notice, used, now, each(notice.bucket())),
                            time(now)));
        } catch (RuntimeException failure) {
            if (DatabaseFailure.violatedConstraint(failure).isEmpty()) {
                throw failure;
            }
            // Another server noticed at the same time.
        }
    }

    /** By the names of now: what is deleted later keeps the one it had. */
    private String each(Bucket bucket) {
        return CountedEach.words(
                bucket,
                model -> name("select name from model where id = ?", model),
                connection -> name(
                        "select m.name || '/' || c.name as name from model_connection c join model m on m.id = c.model_id"
                                + " where c.id = ?",
                        connection));
    }

    private String name(String query, String id) {
        return sql.list(query, List.of(id), row -> row.getString("name")).stream()
                .findFirst()
                .orElse(ScopeNames.GONE);
    }

    private static String body(String id, Alarms.Notice notice, long used, Instant now, String each) {
        LimitRule rule = notice.bucket().rule();
        return Json.createObjectBuilder()
                .add("id", id)
                .add("type", rule.measure().isMoney() ? "budget" : "limit")
                .add("name", rule.name())
                .add("limitId", rule.id())
                .add("of", each)
                .add("percent", notice.percent())
                .add("limit", LimitRule.amount(rule.measure(), rule.capacity()))
                .add("used", LimitRule.amount(rule.measure(), used))
                .add("unit", rule.currency().orElse(rule.measure().wireName()))
                .add("mode", rule.shadow() ? "shadow" : "enforce")
                .add("windowStart", notice.windowStart().toString())
                .add("raisedOn", now.toString())
                .build()
                .toString();
    }

    /** Alerts that are due, for whoever takes them in hand first. */
    public List<Due> due(Instant now, int most) {
        return sql.list(
                "select id, body, attempts, posted_at, mailed_at from limit_alert where delivered_at is null"
                        + " and next_attempt_at <= ? and raised_at > ? order by next_attempt_at limit " + most,
                List.of(time(now), time(now.minus(NEWS))),
                row -> new Due(
                        row.getString("id"),
                        row.getString("body"),
                        row.getInt("attempts"),
                        row.getObject("posted_at") != null,
                        row.getObject("mailed_at") != null));
    }

    /** Takes an alert in hand, unless somebody else did since it was found due; nobody else gets it for a while. */
    public boolean takeInHand(Due alert, Instant now) {
        return sql.update(
                        "update limit_alert set attempts = attempts + 1, next_attempt_at = ?"
                                + " where id = ? and attempts = ?",
                        List.of(time(now.plus(IN_HAND)), alert.id(), alert.attempts()))
                == 1;
    }

    public void posted(Due alert, Instant now) {
        sql.update("update limit_alert set posted_at = ? where id = ?", List.of(time(now), alert.id()));
    }

    public void mailed(Due alert, Instant now) {
        sql.update("update limit_alert set mailed_at = ? where id = ?", List.of(time(now), alert.id()));
    }

    public void delivered(Due alert, Instant now) {
        sql.update("update limit_alert set delivered_at = ? where id = ?", List.of(time(now), alert.id()));
    }

    /** It is tried again, each time after a longer while; after a day or so no more. */
    public void failed(Due alert, String why, Instant now) {
        Duration wait = Duration.ofSeconds(5L << Math.min(alert.attempts(), 10));
        Optional<Instant> next = alert.attempts() + 1 >= MOST_ATTEMPTS
                ? Optional.empty()
                : Optional.of(now.plus(wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait));
        String text = why.length() > LONGEST_FAILURE ? why.substring(0, LONGEST_FAILURE) : why;
        if (next.isPresent()) {
            sql.update(
                    "update limit_alert set last_failure = ?, next_attempt_at = ? where id = ?",
                    List.of(text, time(next.get()), alert.id()));
        } else {
            sql.update(
                    "update limit_alert set last_failure = ?, next_attempt_at = null where id = ?",
                    List.of(text, alert.id()));
        }
    }

    public void expire(Instant before) {
        sql.update("delete from limit_alert where raised_at < ?", List.of(time(before)));
    }

    private static Instant time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
