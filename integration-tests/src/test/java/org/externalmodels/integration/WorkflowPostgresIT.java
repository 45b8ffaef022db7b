package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.PostgresServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.Test;

/** The process application with its engine on PostgreSQL. */
@OfLiberty("its data source for PostgreSQL")
class WorkflowPostgresIT {

    @Test
    void aClaimOutlivesItsServer() {
        try (PostgresServer database = PostgresServer.start();
                LibertyServer server =
                        LibertyServer.start(QuickStart.folder("workflow"), Deployment.WORKFLOW, engineOn(database))) {
            Triage triage = new Triage(new Product(server));
            String id = triage.register("Lightning struck the roof.", 7_000);
            triage.awaitStep(id, "decide");

            server.kill();
            server.start();

            Triage again = new Triage(new Product(server));
            assertThat(again.decide(id, "APPROVE").status()).isEqualTo(204);
            assertThat(again.awaitStep(id, "answered").getString("letter"))
                    .contains("The claim over 7000 EUR is approved");
        }
    }

    private static Map<String, String> engineOn(PostgresServer database) {
        Map<String, String> settings = database.environment();
        return Map.of(
                "TRIAGE_DB_URL", settings.get("EXTERNAL_MODELS_DB_URL"),
                "TRIAGE_DB_USER", settings.get("EXTERNAL_MODELS_DB_USER"),
                "TRIAGE_DB_PASSWORD", settings.get("EXTERNAL_MODELS_DB_PASSWORD"));
    }
}
