package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.externalmodels.integration.pausing.Gate;
import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Flowable on a server: the engine asks and submits in the server's transactions, and results resume it. */
@OfLiberty("its data source for the engine")
class FlowableIT {

    private static CountingProvider provider;
    private static Submitter submitter;
    private static Product product;
    private static Letters letters;

    @BeforeAll
    static void start() throws IOException {
        provider = new CountingProvider();
        Path control = QuickStart.folder("flowable-control");
        ApplicationServer server = LibertyServer.start(
                QuickStart.folder("flowable"), Deployment.FLOWABLE, Map.of(Gate.FOLDER, control.toString()));
        submitter = new Submitter(server, control);
        product = new Product(server);
        letters = new Letters(product);
    }

    @AfterAll
    static void stop() {
        if (submitter != null) {
            submitter.close();
        }
        provider.close();
    }

    @Test
    void aSynchronousTaskPutsAStructureIntoAVariable() {
        String id = letters.receive("claims-gpt", "A tree fell on my car.");

        JsonObject sorted = letters.awaitStep(id, "done");

        assertThat(sorted.getString("subject")).contains("A tree fell on my car.");
        assertThat(sorted.getString("kind")).isIn("claim", "invoice", "complaint");
    }

    @Test
    void aSubmittedTaskIsResumedAfterTheTransactionThatStartedIt() {
        String letter = Submitter.correlation("letter");
        String prompt = "Summarise: " + letter;
        provider.silence(prompt);

        String id = letters.receive(counted(), letter);

        await().until(() -> provider.asked(prompt) == 1);
        assertThat(letters.find(id).getString("step")).isEqualTo("summarise");
        provider.speak(prompt);
        assertThat(letters.awaitStep(id, "done").getString("summary")).isEqualTo("answer to " + prompt);
        assertThat(provider.asked(prompt)).isEqualTo(1);
    }

    @Test
    void manyWaitWithoutThreads() {
        int count = 200;
        Definition slow = product.definition("slow").withFault("delay=30000");
        product.add(slow);
        int before = submitter.threads();

        List<String> ids = letters.receive(slow.name(), Collections.nCopies(count, "A letter among many."));

        AtomicInteger waiting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        await().atMost(Duration.ofMinutes(3)).until(() -> {
            most.accumulateAndGet(submitter.threads(), Math::max);
            waiting.accumulateAndGet(letters.waiting(), Math::max);
            return ids.stream()
                    .allMatch(id -> letters.find(id).getString("step").equals("done"));
        });
        assertThat(waiting.get()).isGreaterThanOrEqualTo(count);
        assertThat(most.get() - before).isLessThanOrEqualTo(50);
    }

    @Test
    void aStartThatRollsBackSendsNothing() {
        String model = counted();
        String rolledBack = Submitter.correlation("rolled-back");
        String after = Submitter.correlation("after");

        Answer refused = letters.send(model, List.of(rolledBack, " "));
        assertThat(refused.status()).as(refused.body()).isEqualTo(400);
        letters.awaitStep(letters.receive(model, after), "done");

        assertThat(provider.asked("Summarise: " + after)).isEqualTo(1);
        assertThat(provider.asked("Summarise: " + rolledBack)).isZero();
        await().untilAsserted(() -> assertThat(product.traces(model)).hasSize(1));
    }

    @Test
    void theFailureOfASubmittedTaskIsABpmnError() {
        String id = letters.receive("there-is-no-such-model", "Hail broke a window.");

        JsonObject unread = letters.awaitStep(id, "read");

        assertThat(unread.containsKey("summary")).isFalse();
    }

    @Test
    void theFailureOfASynchronousTaskIsABpmnError() {
        String model = product.idOf("claims-gpt");
        String letter = Submitter.correlation("letter");
        product.switchModel(model, false);
        try {
            String id = letters.receive(counted(), letter);

            JsonObject unsorted = letters.awaitStep(id, "read");

            assertThat(unsorted.getString("summary")).isEqualTo("answer to Summarise: " + letter);
            assertThat(unsorted.containsKey("kind")).isFalse();
        } finally {
            product.switchModel(model, true);
        }
    }

    @Test
    void tracesNameTheInstanceAndTheActivity() {
        String id = letters.receive("claims-gpt", "Water in the cellar.");
        letters.awaitStep(id, "done");

        await().untilAsserted(() -> assertThat(product.tracesOfWorkflow(id))
                .extracting(trace -> trace.getString("source"), trace -> trace.getString("workflowActivity"))
                .containsExactlyInAnyOrder(tuple("workflow", "summarise"), tuple("workflow", "sort")));
    }

    /** A model whose calls are counted. */
    private static String counted() {
        Definition definition = Definition.of("counted", provider.uri());
        product.add(definition);
        return definition.name();
    }
}
