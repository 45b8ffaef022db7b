package org.externalmodels.connector.transport;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.externalmodels.inference.spi.Secret;

/**
 * Certificates to trust beside those that the Java runtime trusts, such as a company's own authority.
 *
 * @param path of the file
 * @param type {@code PKCS12} or {@code JKS}
 * @param password of the file
 */
public record TrustStore(Path path, String type, Secret password) {

    public TrustStore {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(password, "password");
    }

    /**
     * Reads the file.
     *
     * @throws IllegalArgumentException if it cannot be read as what it is said to be, or has no certificate
     */
    SSLContext context() {
        try {
            KeyStore own = KeyStore.getInstance(type);
            try (InputStream file = Files.newInputStream(path)) {
                own.load(file, password.reveal().toCharArray());
            }
            KeyStore all = KeyStore.getInstance(KeyStore.getDefaultType());
            all.load(null, null);
            int count = 0;
            for (String alias : Collections.list(own.aliases())) {
                if (own.getCertificate(alias) instanceof X509Certificate certificate) {
                    all.setCertificateEntry("own-" + count++, certificate);
                }
            }
            if (count == 0) {
                throw new IllegalArgumentException("the trust store " + path + " has no certificate");
            }
            // One store with all: a context asks only the first of several trust managers.
            for (X509Certificate certificate : ofTheRuntime()) {
                all.setCertificateEntry("runtime-" + count++, certificate);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(all), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "the trust store " + path + " cannot be read as " + type + ": " + e.getMessage(), e);
        }
    }

    private static X509Certificate[] ofTheRuntime() throws GeneralSecurityException {
        for (TrustManager manager : managers(null)) {
            if (manager instanceof X509TrustManager known) {
                return known.getAcceptedIssuers();
            }
        }
        return new X509Certificate[0];
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
