package org.externalmodels.integration.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The server that most tests share, because starting one takes longer than a test. It ends with the tests. */
public final class QuickStart {

    private static LibertyServer server;
    private static boolean tried;

    private QuickStart() {}

    public static synchronized LibertyServer server() {
        if (!tried) {
            tried = true;
            Map<String, String> alerts = new HashMap<>(MailServer.start());
            alerts.putAll(WebhookReceiver.start());
            LibertyServer made = LibertyServer.in(folder("quick-start"), Deployment.SHARED, alerts);
            made.with(Path.of(System.getProperty("project.directory"), "docs", "server", "mail.xml"))
                    .start();
            server = made;
        }
        if (server == null) {
            throw new IllegalStateException("The quick start did not start; the first test that needed it says why.");
        }
        return server;
    }

    /** An empty folder for a server, kept after the tests for whoever wants to see why one failed. */
    public static Path folder(String name) {
        try {
            Path parent = Files.createDirectories(Path.of("target", "servers").toAbsolutePath());
            return Files.createTempDirectory(parent, name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
