package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.integration.server.Deployment;
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

        database.stop();
        for (int i = 0; i < 20; i++) {
            answered.add(product.call("typed", definition.name()).getString("traceId"));
        }
        assertThat(product.administrator().get("/api/v1/models").status()).isEqualTo(503);
        database.startAgain();

        await().atMost(Duration.ofMinutes(1))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(product.allTraces(definition.name()).stream()
                                .map(trace -> trace.getString("id"))
                                .collect(Collectors.toSet()))
                        .isEqualTo(answered));
    }
}
