package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.PostgresServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@OfLiberty("its data source for PostgreSQL")
class DatabaseOutageIT {

    private static PostgresServer database;
    private static LibertyServer server;

    @BeforeAll
    static void startOnPostgres() {
        database = PostgresServer.start();
        server = LibertyServer.start(QuickStart.folder("postgres"), Deployment.SHARED, database.environment());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    void callsGoOnAndTheirRecordsArriveWhenTheDatabaseIsBack() {
        Product product = new Product(server);
        Definition definition = product.definition("outage");
        product.add(definition);
        Set<String> answered = new HashSet<>();
        answered.add(product.call("typed", definition.name()).getString("traceId"));

        Definition limited = product.definition("limited");
        product.add(limited);
        new CallRules(product, limited.name()).limit("requests-per-minute", 2);
        String key = product.addKey("*").getString("key");
        assertThat(product.chat(key, limited.name()).status()).isEqualTo(200);

        database.stop();
        Answer answer = product.chat(key, definition.name());
        assertThat(answer.status()).isEqualTo(200);
        answered.add(answer.header("X-External-Models-Trace").orElseThrow());
        // Nobody can tell whether it was made on another server meanwhile. It does not count as a guess either, but for
        // those few until it is noticed that the database is away.
        await().pollInterval(Duration.ofMillis(500))
                .untilAsserted(() -> assertThat(product.chat("emk-made-elsewhere", definition.name())
                                .status())
                        .isEqualTo(503));
        for (int i = 0; i < 30; i++) {
            assertThat(product.chat("emk-made-elsewhere", definition.name()).status())
                    .isEqualTo(503);
        }
        assertThat(product.chat("not a key of ours", definition.name()).status())
                .isEqualTo(401);
        assertThat(product.chat(key, limited.name()).status()).isEqualTo(200);
        assertThat(product.chat(key, limited.name()).status()).isEqualTo(200);
        assertThat(product.chat(key, limited.name()).body()).contains("LIMIT_EXCEEDED");
        for (int i = 0; i < 20; i++) {
            answered.add(product.call("typed", definition.name()).getString("traceId"));
        }
        assertThat(product.administrator().get("/api/v1/models").status()).isEqualTo(503);
        database.startAgain();

        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(product.chat("emk-made-elsewhere", definition.name())
                                .status())
                        .isEqualTo(401));
        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(product.allTraces(definition.name()).stream()
                                .map(trace -> trace.getString("id"))
                                .collect(Collectors.toSet()))
                        .isEqualTo(answered));
    }

    @Test
    void aDatabaseThatHangsIsToldToWhoeverWatches() {
        Product product = new Product(server);
        Definition definition = product.definition("hanging");
        product.add(definition);
        String before = product.call("typed", definition.name()).getString("traceId");
        String during;
        await().untilAsserted(() -> assertThat(metrics(product)).contains("external_models_database_up 1.0"));

        database.freeze();
        try {
            during = product.call("typed", definition.name()).getString("traceId");
            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(metrics(product))
                            .contains("external_models_database_up 0.0", "external_models_collector_up 0.0")
                            .containsPattern("external_models_collector_lag_seconds [1-9]"));
            assertThat(product.anybody().get("/health/ready").body()).contains("\"answers\":false", "\"stored\":false");
            assertThat(product.administrator().get("/api/v1/models").status()).isEqualTo(503);
        } finally {
            database.thaw();
        }

        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(product.allTraces(definition.name()))
                        .extracting(trace -> trace.getString("id"))
                        .containsExactlyInAnyOrder(before, during));
        await().untilAsserted(() -> assertThat(metrics(product))
                .contains("external_models_database_up 1.0", "external_models_collector_up 1.0"));
    }

    private static String metrics(Product product) {
        return product.user("vera").get("/metrics").body();
    }
}
