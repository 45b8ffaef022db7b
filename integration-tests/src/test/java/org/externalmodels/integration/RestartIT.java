package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

class RestartIT {

    private static final int CALLERS = 8;
    private static final int ANSWERS_BEFORE_THE_KILL = 60;

    /** {@code -Dcrash.rounds=100} for a long run. */
    private static final int ROUNDS = Integer.getInteger("crash.rounds", 5);

    private final ApplicationServer server = QuickStart.server();
    private final Product product = new Product(server);

    @Test
    void keepsModelsAndTraces() {
        Definition definition = product.definition("kept");
        product.add(definition);
        String before = product.call("typed", definition.name()).getString("traceId");

        server.stop();
        assertThat(server.logs())
                .as("what is destroyed after the adapter was stopped does without it")
                .doesNotContain("adapter is not started");
        server.start();

        String after = product.call("typed", definition.name()).getString("traceId");
        await().untilAsserted(() -> assertThat(ids(definition)).containsExactlyInAnyOrder(before, after));
    }

    @Test
    void killingTheServerDuringCallsAgainAndAgainLosesNoRecordOfAnAnsweredCallAndRepeatsNone()
            throws InterruptedException {
        Definition definition = product.definition("killed").withFault("delay=5");
        product.add(definition);
        Queue<String> answered = new ConcurrentLinkedQueue<>();
        for (int round = 0; round < ROUNDS; round++) {
            callUntilKilled(definition, answered);
            server.start();
        }

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(ids(definition)).containsAll(answered));
        List<String> ids = ids(definition);
        assertThat(ids).doesNotHaveDuplicates();
        assertThat(ids.size()).isBetween(answered.size(), answered.size() + CALLERS * ROUNDS);
        assertThat(billed(definition)).isEqualTo(ids.size());
    }

    private void callUntilKilled(Definition definition, Queue<String> answered) throws InterruptedException {
        int due = answered.size() + ANSWERS_BEFORE_THE_KILL;
        Queue<Throwable> cutOff = new ConcurrentLinkedQueue<>();
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> new Thread(() -> callUntilTheServerIsGone(definition, answered, cutOff)))
                .toList();
        callers.forEach(Thread::start);
        await().atMost(Duration.ofMinutes(2)).until(() -> answered.size() >= due || !cutOff.isEmpty());
        assertThat(cutOff).isEmpty();
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
