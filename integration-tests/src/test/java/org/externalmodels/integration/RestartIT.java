package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

class RestartIT {

    private static final int CALLERS = 8;
    private static final int MOST_ANSWERS_BEFORE_THE_KILL = 120;

    /** {@code -Dcrash.rounds=100} for a long run. */
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 5);

    /** {@code -Dcrash.seed=...} for the moments of a run that failed, as nearly as a load allows. */
    private static final long SEED = Long.getLong("crash.seed", System.nanoTime());

    private final ApplicationServer server = QuickStart.server();
    private final Product product = new Product(server);

    @Test
    void keepsModelsAndTraces() {
        Definition definition = product.definition("kept");
        product.add(definition);
        String first = product.call("typed", definition.name()).getString("traceId");

        long before = missed();
        server.stop();
        assertThat(missed())
                .as("what is destroyed after the adapter was stopped does without it")
                .isEqualTo(before);
        server.start();

        String after = product.call("typed", definition.name()).getString("traceId");
        await().untilAsserted(() -> assertThat(ids(definition)).containsExactlyInAnyOrder(first, after));
    }

    /** How often the adapter was asked for without being there; a server that recovers as it starts may do so. */
    private long missed() {
        return Pattern.compile("adapter is not started")
                .matcher(server.logs())
                .results()
                .count();
    }

    @Test
    void killingTheServerAtRandomMomentsOfALoadLosesNoRecordOfAnAnsweredCallAndRepeatsNone()
            throws InterruptedException {
        Definition definition = product.definition("killed").withFault("delay=5");
        product.add(definition);
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        System.out.println("The server is killed at moments of -Dcrash.seed=" + SEED);
        Random moments = new Random(SEED);
        for (int round = 0; round < ROUNDS; round++) {
            callUntilKilled(definition, answered, moments);
            server.start();
        }

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ids(definition)).containsAll(answered));
        List<String> ids = ids(definition);
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.size()).isBetween(answered.size(), answered.size() + CALLERS * ROUNDS);
        assertThat(billed(definition)).isEqualTo(ids.size());
    }

    /** So many answers after the start, and so many microseconds after that one: anywhere in the way of a call. */
    private void callUntilKilled(Definition definition, Queue<String> answered, Random moments)
            throws InterruptedException {
        int due = answered.size() + moments.nextInt(MOST_ANSWERS_BEFORE_THE_KILL);
        int micros = moments.nextInt(20_000);
        Queue<Throwable> cutOff = new ConcurrentLinkedQueue<>();
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> new Thread(() -> callUntilTheServerIsGone(definition, answered, cutOff)))
                .toList();
        callers.forEach(Thread::start);
        await().atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(1))
                .until(() -> answered.size() >= due || !cutOff.isEmpty());
        assertThat(cutOff).isEmpty();
        TimeUnit.MICROSECONDS.sleep(micros);
        server.kill();
        for (Thread caller : callers) {
            caller.join(Duration.ofMinutes(1).toMillis());
        }
    }

    private int billed(Definition definition) {
        return product.administrator()
                .get("/api/v1/billing?groupBy=model&model=" + Product.encode(definition.name()))
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getInt("requests");
    }

    private void callUntilTheServerIsGone(Definition definition, Queue<String> answered, Queue<Throwable> cutOff) {
        try {
            while (cutOff.isEmpty()) {
                answered.add(product.call("typed", definition.name()).getString("traceId"));
            }
        } catch (RuntimeException | AssertionError e) {
            cutOff.add(e);
        }
    }

    private List<String> ids(Definition definition) {
        return product.allTraces(definition.name()).stream()
                .map(trace -> trace.getString("id"))
                .collect(Collectors.toList());
    }
}
