package org.externalmodels.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The guide for developers of workflows, followed to the letter. */
@OfLiberty("the server of the guide")
class WorkflowGuideIT {

    private static final Path GUIDE = Path.of(System.getProperty("project.directory"), "docs/workflow.md");
    private static final String PAGE = "/claims-process/";

    private static LibertyServer server;

    @BeforeAll
    static void start() {
        server = LibertyServer.start(QuickStart.folder("guide"), Deployment.SHARED, Map.of());
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void leadsFromAnEmptyProjectToAProcessThatAsksAModel() throws IOException {
        Path folder = QuickStart.folder("guide-project");
        GuideProject project =
                GuideProject.write(GUIDE, "From an empty project to a process that asks a model", folder);
        project.build("inference-api", "workflow-core", "workflow-operaton");
        assertThat(Files.readString(GUIDE))
                .contains("cp ../claims/target/claims-process.war .liberty/usr/servers/external-models/apps/")
                .contains(
                        "cp ../claims/claims-process.xml .liberty/usr/servers/external-models/configDropins/overrides/");

        server.withApplication(project.file("target/claims-process.war")).with(project.file("claims-process.xml"));

        Product product = new Product(server);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> product.anybody().get(PAGE).status() == 200);
        Answer started = product.anybody().send("POST", PAGE, "A tree fell on my car.", Map.of());
        assertThat(started.status()).as(started.body()).isEqualTo(200);
        String instance = started.body().strip();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(product.anybody().get(PAGE).body())
                        .containsPattern(instance + " facts = \\{.*summary=.*severity=.*}"));
        await().untilAsserted(() -> assertThat(product.tracesOfWorkflow(instance))
                .extracting(trace -> trace.getString("source"), trace -> trace.getString("workflowActivity"))
                .containsExactly(tuple("workflow", "extract")));
    }
}
