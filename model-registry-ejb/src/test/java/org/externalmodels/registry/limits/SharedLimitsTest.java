package org.externalmodels.registry.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.externalmodels.inference.spi.CallAdmission.Admitted;
import org.externalmodels.inference.spi.CallAdmission.Attempt;
import org.externalmodels.inference.spi.CallAdmission.Decision;
import org.externalmodels.inference.spi.CallAdmission.Refused;
import org.externalmodels.registry.billing.PriceTable;
import org.externalmodels.registry.support.PostgresServer;
import org.externalmodels.registry.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Two servers on one PostgreSQL let through together what one may. */
@EnabledIf("postgresIsInstalled")
class SharedLimitsTest {

    private static final int CALLS = 200;
    private static final int ALLOWED = 70;
    private static final Scope ALL = new Scope(null, null, null, null);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final PriceTable prices = TestPrices.perRequest("gpt", "0.01", "USD");
    private final List<LimitRule> rules = new ArrayList<>();
    private PostgresServer postgres;
    private TestDatabase database;
    private Server one;
    private Server other;

    static boolean postgresIsInstalled() {
        return PostgresServer.installed();
    }

    /** What a server counts with. */
    private final class Server {
        final LocalMeters local = new LocalMeters(Clock.systemUTC());
        final SharedMeters shared = new SharedMeters(postgres.dataSource(), local, Duration.ofSeconds(5));
        final BoundedMeters meters =
                new BoundedMeters(shared, local, threads, Duration.ofSeconds(20), Duration.ofSeconds(20));
        final LimitAdmission admission = new LimitAdmission(
                () -> new Rules(rules, prices), meters, new Alarms((notice, used) -> {}), Clock.systemUTC());
    }

    @BeforeEach
    void open() {
        postgres = PostgresServer.own();
        database = TestDatabase.on(postgres);
        one = new Server();
        other = new Server();
    }

    @AfterEach
    void close() {
        database.close();
        threads.shutdownNow();
        postgres.stop();
    }

    @ParameterizedTest
    @EnumSource(Measure.class)
    void neverLetOneTooManyThrough(Measure measure) throws Exception {
        long amount = switch (measure) {
            // Each call is thought to need 11 tokens of input and 100 of output.
            case TOKENS_PER_MINUTE -> ALLOWED * 111L;
            case MONEY_PER_DAY, MONEY_PER_MONTH -> ALLOWED * 10_000_000L;
            default -> ALLOWED;
        };
        rules.add(new LimitRule("limit", "limit", measure, amount, Optional.of("USD"), ALL, false, 1));

        List<Decision> decisions = atOnce();

        assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(ALLOWED);
    }

    @Test
    void refuseACallForGoodThatMayCostMoreThanAWholeBudget() throws Exception {
        rules.add(new LimitRule("b", "b", Measure.MONEY_PER_MONTH, 9_999_999L, Optional.of("USD"), ALL, false, 1));

        Refused refused = (Refused) one.admission.admit(call());

        assertThat(refused.why()).hasMessageEndingWith("is less than this call may cost");
        assertThat(refused.why().retryAfter()).isEmpty();
        assertThat(other.shared.look(bucket(0), 1).remaining()).isEqualTo(9_999_999L);
    }

    @Test
    void areReadWithThreeQuestionsHoweverManyThereAre() throws Exception {
        List<Measure> kinds = List.of(Measure.MONEY_PER_DAY, Measure.CALLS_IN_FLIGHT, Measure.REQUESTS_PER_MINUTE);
        for (int i = 0; i < 30; i++) {
            Measure measure = kinds.get(i % kinds.size());
            rules.add(new LimitRule("l" + i, "l" + i, measure, 40_000_000L, Optional.of("USD"), ALL, false, 1));
        }
        one.admission.admit(call());
        other.admission.admit(call());
        Instant now = Clock.systemUTC().instant();
        List<Bucket> buckets = rules.stream().map(rule -> rule.bucket("", now)).toList();
        AtomicInteger questions = new AtomicInteger();
        DataSource counted = new PGSimpleDataSource() {
            private static final long serialVersionUID = 1L;

            @Override
            public Connection getConnection() throws SQLException {
                questions.incrementAndGet();
                return postgres.dataSource().getConnection();
            }
        };

        Map<Bucket, Reading> readings =
                new SharedMeters(counted, new LocalMeters(Clock.systemUTC()), Duration.ofSeconds(5)).look(buckets);

        assertThat(questions).hasValue(3);
        assertThat(readings).hasSize(30);
        readings.forEach((bucket, reading) -> assertThat(reading)
                .as(bucket.key())
                .isEqualTo(
                        new Reading(true, bucket.rule().measure().isMoney() ? 20_000_000 : 39_999_998, Duration.ZERO)));
    }

    @Test
    void saysTheSameOfManyRatesAsOfEach() throws Exception {
        rules.add(new LimitRule("none-left", "r", Measure.REQUESTS_PER_MINUTE, 1, Optional.empty(), ALL, false, 1));
        rules.add(new LimitRule("some-left", "r", Measure.REQUESTS_PER_MINUTE, 7, Optional.empty(), ALL, false, 1));
        one.admission.admit(call());
        rules.add(new LimitRule("untouched", "r", Measure.TOKENS_PER_MINUTE, 7, Optional.empty(), ALL, false, 1));
        rules.set(1, new LimitRule("some-left", "r", Measure.REQUESTS_PER_MINUTE, 5, Optional.empty(), ALL, false, 2));
        one.shared.correct(bucket(0), 3);

        Map<Bucket, Reading> readings = one.shared.look(List.of(bucket(0), bucket(1), bucket(2)));

        for (int i = 0; i < 3; i++) {
            Reading together = readings.get(bucket(i));
            Reading alone = one.shared.look(bucket(i), 1);
            assertThat(together.fits()).as(bucket(i).key()).isEqualTo(alone.fits());
            assertThat(together.remaining()).as(bucket(i).key()).isEqualTo(alone.remaining());
            assertThat(together.pause()).as(bucket(i).key()).isCloseTo(alone.pause(), Duration.ofSeconds(20));
        }
        assertThat(readings.get(bucket(0)).remaining())
                .as("more than all is taken")
                .isZero();
        assertThat(readings.get(bucket(1)).remaining())
                .as("changed meanwhile, so it begins anew")
                .isEqualTo(5);
    }

    /** Bucket4j makes the row of a bucket before what is in it, and may be stopped in between. */
    @Test
    void areAllLeftWhereThereIsNothingButARow() throws Exception {
        rules.add(new LimitRule("made", "r", Measure.REQUESTS_PER_MINUTE, 7, Optional.empty(), ALL, false, 1));
        try (Connection connection = postgres.dataSource().getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into limit_bucket (id) values (?)")) {
            insert.setString(1, bucket(0).key());
            assertThat(insert.executeUpdate()).isOne();
        }

        assertThat(one.shared.look(List.of(bucket(0))).get(bucket(0)).remaining())
                .isEqualTo(7);
    }

    private Bucket bucket(int rule) {
        return rules.get(rule).bucket("", Clock.systemUTC().instant());
    }

    @Test
    void giveBackWhatOneOfThemTook() throws Exception {
        rules.add(new LimitRule("f", "f", Measure.CALLS_IN_FLIGHT, 1, Optional.empty(), ALL, false, 1));
        Admitted first = (Admitted) one.admission.admit(call());
        assertThat(other.admission.admit(call())).isNotInstanceOf(Admitted.class);

        first.ticket().ended(Attempts.answered(call(), 1, 1), false);

        Awaitility.await().until(() -> other.admission.admit(call()) instanceof Admitted);
    }

    @Test
    void forgetCallsOfAServerThatLeft() throws Exception {
        rules.add(new LimitRule("f", "f", Measure.CALLS_IN_FLIGHT, 1, Optional.empty(), ALL, false, 1));
        one.admission.admit(call());

        one.shared.close();

        assertThat(other.admission.admit(call())).isInstanceOf(Admitted.class);
    }

    @Test
    void letCallsThroughByTheirOwnCountWhileTheDatabaseIsAway() throws Exception {
        rules.add(new LimitRule("r", "r", Measure.REQUESTS_PER_MINUTE, 3, Optional.empty(), ALL, false, 1));
        rules.add(new LimitRule("b", "b", Measure.MONEY_PER_MONTH, 1_000_000_000L, Optional.of("USD"), ALL, false, 1));
        one.admission.admit(call());
        postgres.stop();

        List<Decision> decisions = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            decisions.add(one.admission.admit(call()));
        }

        assertThat(decisions).filteredOn(Admitted.class::isInstance).hasSize(3);

        postgres.start();
        // One before, three by its own count, and two more requests that the minute still has: all of them cost.
        Bucket budget = rules.get(1).bucket("", Clock.systemUTC().instant());
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            one.admission.admit(call());
            return one.shared.look(budget, 1).remaining() == 1_000_000_000L - 6 * 10_000_000L;
        });
    }

    @Test
    void doNotKeepACallThatEndedWhileTheDatabaseWasAway() throws Exception {
        rules.add(new LimitRule("f", "f", Measure.CALLS_IN_FLIGHT, 3, Optional.empty(), ALL, false, 1));
        Admitted before = (Admitted) one.admission.admit(call());
        Admitted alsoBefore = (Admitted) one.admission.admit(call());
        postgres.stop();
        before.ticket().ended(Attempts.answered(call(), 1, 1), false);
        alsoBefore.ticket().ended(Attempts.failed(call()), false);
        Admitted meanwhile = (Admitted) one.admission.admit(call());

        postgres.start();

        Bucket bucket = rules.get(0).bucket("", Clock.systemUTC().instant());
        Awaitility.await().ignoreExceptions().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            one.shared.tidy();
            assertThat(other.shared.look(bucket, 1).remaining()).isEqualTo(2);
        });
        meanwhile.ticket().ended(Attempts.answered(call(), 1, 1), false);
        Awaitility.await().ignoreExceptions().untilAsserted(() -> {
            one.shared.tidy();
            assertThat(other.shared.look(bucket, 1).remaining()).isEqualTo(3);
        });
    }

    @Test
    void doNotOpenABudgetAgainThatWasUsedUpWhenTheDatabaseWentAway() throws Exception {
        rules.add(new LimitRule("b", "b", Measure.MONEY_PER_MONTH, 30_000_000L, Optional.of("USD"), ALL, false, 1));
        ((Admitted) one.admission.admit(call())).ticket().ended(Attempts.answered(call(), 1, 1), false);
        ((Admitted) other.admission.admit(call())).ticket().ended(Attempts.answered(call(), 1, 1), false);
        ((Admitted) other.admission.admit(call())).ticket().ended(Attempts.answered(call(), 1, 1), false);
        assertThat(one.admission.admit(call())).isInstanceOf(Refused.class);

        postgres.stop();

        assertThat(one.admission.admit(call())).isInstanceOf(Refused.class);
        assertThat(other.admission.admit(call())).isInstanceOf(Refused.class);
        postgres.start();
    }

    private List<Decision> atOnce() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        ExecutorService callers = Executors.newFixedThreadPool(32);
        List<Future<Decision>> futures = new ArrayList<>();
        for (int i = 0; i < CALLS; i++) {
            Server server = i % 2 == 0 ? one : other;
            futures.add(callers.submit(() -> {
                go.await();
                return server.admission.admit(call());
            }));
        }
        go.countDown();
        List<Decision> decisions = new ArrayList<>();
        for (Future<Decision> future : futures) {
            decisions.add(future.get());
        }
        callers.shutdown();
        return decisions;
    }

    private static Attempt call() {
        return Attempts.of("claims", "gpt", "main");
    }
}
