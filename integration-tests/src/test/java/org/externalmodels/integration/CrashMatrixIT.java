package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.integration.server.ServerMake;
import org.externalmodels.integration.submitter.Heard;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Ends the server as {@code kill -9} does at each point of a submission's way, and looks what the next run makes of it. What
 * it saw is the table of docs/crash-matrix.md; {@code -Dcrash.matrix=write} writes it.
 */
class CrashMatrixIT {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    /** WildFly's looks every two minutes, and gives up only what it has found twice. */
    private static final Duration RECOVERY = Duration.ofMinutes(6);

    private static final Path TABLE = Path.of(System.getProperty("project.directory"), "docs", "crash-matrix.md");
    /** Only where a server can be told which resource commits first. */
    private static final String DELIVERED_AND_DECIDED = "delivered and prepared, after the transaction is decided";

    private static final String BEGIN = "| the server ended";

    private static CountingProvider provider;
    private static Submitter submitter;
    private static String model;

    private final List<String> rows = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        provider = new CountingProvider();
        submitter = Submitter.start();
        model = model();
    }

    private static String model() {
        Definition definition = Definition.of("crashing", provider.uri());
        submitter.product().add(definition);
        return definition.name();
    }

    @AfterAll
    static void stop() {
        if (submitter != null) {
            submitter.close();
        }
        provider.close();
    }

    @Test
    void nothingIsLostNothingRolledBackIsSentAndDuplicatesAreMarked() throws IOException {
        beforePrepare();
        preparedAndUndecided();
        preparedAndDecided();
        committed();
        sent();
        answered();
        inDelivery();
        deliveredAndUndecided();
        deliveredAndDecided();
        delivered();

        compare();
    }

    private void beforePrepare() {
        String correlation = Submitter.correlation("before-prepare");
        submitter.gate("before-prepare").close();
        submitter.submitAndForget("claims", correlation, model, "commit", "last");
        await().atMost(PATIENCE).until(submitter.gate("before-prepare")::isReached);

        crash("before-prepare");

        rolledBack(correlation, "in the transaction, before it is prepared");
    }

    private void preparedAndUndecided() {
        String correlation = Submitter.correlation("prepared");
        submitter.gate("prepare").close();
        submitter.submitAndForget("claims", correlation, model, "commit", "last");
        await().atMost(PATIENCE).until(submitter.gate("prepare")::isReached);

        crash("prepare");

        rolledBack(correlation, "prepared, before the transaction is decided");
    }

    private void preparedAndDecided() {
        String correlation = Submitter.correlation("decided");
        submitter.gate("commit").close();
        submitter.submitAndForget("claims", correlation, model, "commit", "first");
        await().atMost(PATIENCE).until(submitter.gate("commit")::isReached);

        crash("commit");

        carriedOn(correlation, "prepared, after the transaction is decided", 1, 1, false);
    }

    private void committed() {
        String first = Submitter.correlation("first");
        String correlation = Submitter.correlation("committed");
        provider.silence(first);
        submitter.submit("one-by-one", first, model, "commit", "none");
        await().atMost(PATIENCE).until(() -> provider.asked(first) == 1);
        submitter.submit("one-by-one", correlation, model, "commit", "none");

        submitter.server().kill();
        provider.speak(first);
        assertThat(provider.asked(correlation)).isZero();
        submitter.server().start();

        carriedOn(correlation, "committed, before it is sent", 1, 1, false);
    }

    private void sent() {
        String correlation = Submitter.correlation("sent");
        provider.silence(correlation);
        submitter.submit("claims", correlation, model, "commit", "none");
        await().atMost(PATIENCE).until(() -> provider.asked(correlation) == 1);

        submitter.server().kill();
        provider.speak(correlation);
        submitter.server().start();

        carriedOn(correlation, "sent, before the answer is there", 2, 1, true);
    }

    private void answered() {
        String first = Submitter.correlation("first");
        String correlation = Submitter.correlation("answered");
        String ofItsOwn = model();
        submitter.gate("in-delivery").close();
        submitter.submit("one-by-one", first, ofItsOwn, "commit", "none");
        await().atMost(PATIENCE).until(submitter.gate("in-delivery")::isReached);
        submitter.submit("one-by-one", correlation, ofItsOwn, "commit", "none");
        // A trace is collected after the answer is kept.
        await().atMost(PATIENCE)
                .until(() -> submitter.product().traces(ofItsOwn).size() == 2);

        crash("in-delivery");

        carriedOn(correlation, "answered, before it is delivered", 1, 1, false);
    }

    private void inDelivery() {
        String correlation = Submitter.correlation("in-delivery");
        submitter.gate("in-delivery").close();
        submitter.submit("claims", correlation, model, "commit", "none");
        await().atMost(PATIENCE).until(submitter.gate("in-delivery")::isReached);

        crash("in-delivery");

        carriedOn(correlation, "in delivery", 1, 2, true);
    }

    private void deliveredAndUndecided() {
        String correlation = Submitter.correlation("undecided");
        submitter.gate("prepare").close();
        submitter.submit("claims", correlation, model, "commit", "none");
        await().atMost(PATIENCE).until(submitter.gate("prepare")::isReached);

        crash("prepare");

        carriedOn(correlation, "delivered and prepared, before the transaction is decided", 1, 2, true);
    }

    /** The only point after which recovery has to carry a removal out. */
    private void deliveredAndDecided() {
        if (ServerMake.tested() != ServerMake.LIBERTY) {
            return;
        }
        String correlation = Submitter.correlation("delivered-and-decided");
        submitter.gate("commit").close();
        submitter.submit("late-removal", correlation, model, "commit", "none");
        await().atMost(PATIENCE).until(submitter.gate("commit")::isReached);
        assertThat(submitter.product().inDoubt()).isEqualTo(1);

        crash("commit");

        carriedOn(correlation, DELIVERED_AND_DECIDED, 1, 1, false);
    }

    private void delivered() {
        String correlation = Submitter.correlation("delivered");
        submitter.submit("claims", correlation, model, "commit", "none");
        await().atMost(PATIENCE).until(() -> submitter.effects(correlation) == 1);

        submitter.server().kill();
        submitter.server().start();

        carriedOn(correlation, "delivered", 1, 1, false);
    }

    private void crash(String gate) {
        submitter.server().kill();
        submitter.gate(gate).open();
        submitter.server().start();
    }

    private void rolledBack(String correlation, String point) {
        String after = Submitter.correlation("after");
        submitter.submit("claims", after, model, "commit", "none");
        await().atMost(PATIENCE).until(() -> submitter.effects(after) == 1);
        assertThat(provider.asked(correlation)).as(point).isZero();
        assertThat(submitter.heard(correlation)).as(point).isEmpty();
        assertThat(submitter.effects("submitted-" + correlation)).as(point).isZero();
        nothingIsInDoubt(point);
        rows.add(row(point, correlation));
    }

    private void carriedOn(String correlation, String point, int asked, int times, boolean redelivered) {
        // What was prepared is carried on after the recovery.
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(submitter.heard(correlation)).as(point).hasSize(times));
        String after = Submitter.correlation("after");
        submitter.submit("claims", after, model, "commit", "none");
        await().atMost(PATIENCE).until(() -> submitter.effects(after) == 1);
        nothingIsInDoubt(point);
        List<Heard> heard = submitter.heard(correlation);
        assertThat(heard).as(point).hasSize(times);
        assertThat(provider.asked(correlation)).as(point).isEqualTo(asked);
        assertThat(heard.get(times - 1).redelivered()).as(point).isEqualTo(redelivered);
        assertThat(heard.get(times - 1).text()).as(point).isEqualTo("answer to " + correlation);
        rows.add(row(point, correlation));
    }

    /** Whatever was prepared is settled by the server's recovery. */
    private static void nothingIsInDoubt(String point) {
        await().atMost(RECOVERY)
                .untilAsserted(() ->
                        assertThat(submitter.product().inDoubt()).as(point).isZero());
    }

    private String row(String point, String correlation) {
        List<Heard> heard = submitter.heard(correlation);
        String marked = heard.isEmpty() ? "–" : heard.get(heard.size() - 1).redelivered() ? "yes" : "no";
        return "| " + point + " | " + provider.asked(correlation) + " | " + heard.size() + " | " + marked + " | "
                + submitter.effects(correlation) + " |";
    }

    private void compare() throws IOException {
        String document = Files.readString(TABLE);
        int begin = document.indexOf("|---", document.indexOf(BEGIN));
        int rowsBegin = document.indexOf('\n', begin) + 1;
        int rowsEnd = document.indexOf("\n\n", rowsBegin) + 1;
        String seen = String.join("\n", rows) + "\n";
        if ("write".equals(System.getProperty("crash.matrix"))) {
            Files.writeString(TABLE, document.substring(0, rowsBegin) + seen + document.substring(rowsEnd));
        } else {
            assertThat(document.substring(rowsBegin, rowsEnd).lines())
                    .filteredOn(
                            row -> ServerMake.tested() == ServerMake.LIBERTY || !row.contains(DELIVERED_AND_DECIDED))
                    .containsExactlyElementsOf(rows);
        }
    }
}
