package org.externalmodels.integration;

import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.externalmodels.integration.server.WildFlyServer;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The full application on WildFly, as docs/other-servers.md has it, which also says how to run this. */
@EnabledIfSystemProperty(named = "other.servers", matches = "true")
class WildFlyIT extends OnAnotherServer {

    @Override
    ApplicationServer startServer() {
        return WildFlyServer.start(QuickStart.folder("wildfly"));
    }
}
