package org.externalmodels.integration;

import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;

/** Each test in a playground of its own, of an administrator who has signed in. */
abstract class OpenPlayground {

    final ApplicationServer server = QuickStart.server();
    final Product product = new Product(server);
    final PlaygroundPage playground = PlaygroundPage.of(server, Product.ADMIN);

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        playground.tour().endWithoutComplaints();
    }
}
