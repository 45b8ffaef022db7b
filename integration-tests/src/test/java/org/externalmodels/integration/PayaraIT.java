package org.externalmodels.integration;

import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.PayaraServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The full application on Payara Server, as docs/other-servers.md has it, which also says how to run this. */
@EnabledIfSystemProperty(named = "other.servers", matches = "true")
class PayaraIT extends OnAnotherServer {

    @Override
    ApplicationServer startServer() {
        return PayaraServer.start(QuickStart.folder("payara"));
    }
}
