package org.externalmodels.connector.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.externalmodels.inference.spi.Secret;

/** A certificate that nobody signed but its owner, made with the JDK's tool. */
final class TestCertificate {

    static final String PASSWORD = "only-of-this-test";

    private final Path keys;
    private final Path trust;

    /** Makes one for a host name, which is also good for the address 127.0.0.1 if that is asked for. */
    TestCertificate(Path directory, String names) throws IOException, InterruptedException {
        keys = directory.resolve("keys.p12");
        trust = directory.resolve("trust.p12");
        Path certificate = directory.resolve("certificate.pem");
        keytool(
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-alias",
                "own",
                "-keyalg",
                "EC",
                "-dname",
                "CN=test",
                "-validity",
                "2",
                "-ext",
                "SAN=" + names);
        keytool("-exportcert", "-keystore", keys.toString(), "-alias", "own", "-rfc", "-file", certificate.toString());
        keytool(
                "-importcert",
                "-keystore",
                trust.toString(),
                "-alias",
                "own",
                "-noprompt",
                "-file",
                certificate.toString());
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }

    TrustStore trustStore() {
        return new TrustStore(trust, "PKCS12", Secret.of(PASSWORD));
    }

    SSLContext server() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(keys)) {
            store.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}
