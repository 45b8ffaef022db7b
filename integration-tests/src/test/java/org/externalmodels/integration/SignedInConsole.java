package org.externalmodels.integration;

import org.externalmodels.integration.server.ApplicationServer;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterEach;

/** Each test in a browser of its own, as an administrator who has signed in. */
abstract class SignedInConsole {

    final ApplicationServer server = QuickStart.server();
    final Product product = new Product(server);
    final ConsoleTour admin = ConsoleTour.of(server, Product.ADMIN);

    @AfterEach
    void theBrowserHasNothingToComplainAbout() {
        admin.endWithoutComplaints();
    }
}
