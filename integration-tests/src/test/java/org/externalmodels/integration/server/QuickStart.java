package org.externalmodels.integration.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The server that most tests share, because starting one takes longer than a test. It ends with the tests. */
public final class QuickStart {

    private static ApplicationServer server;
    private static boolean tried;

    private QuickStart() {}

    /** As what the test takes it for: one that is about Open Liberty asks for that. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static synchronized <S extends ApplicationServer> S server() {
        if (!tried) {
            tried = true;
            Map<String, String> alerts = new HashMap<>(MailServer.start());
            alerts.putAll(WebhookReceiver.start());
            ApplicationServer made = ServerMake.tested().in(folder("quick-start"), Deployment.SHARED, alerts);
            if (made instanceof LibertyServer liberty) {
                liberty.with(Deployment.PROJECT.resolve("docs/server/mail.xml"));
            }
            made.start();
            server = made;
        }
        if (server == null) {
            throw new IllegalStateException("The quick start did not start; the first test that needed it says why.");
        }
        return (S) server;
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
