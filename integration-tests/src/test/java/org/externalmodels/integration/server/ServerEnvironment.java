package org.externalmodels.integration.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** What a process is told that runs the product, whatever the server. */
final class ServerEnvironment {

    private ServerEnvironment() {}

    /**
     * With the sandbox on.
     *
     * @param base where the server can be reached
     * @param data the folder of what it keeps
     */
    static Map<String, String> of(URI base, Path data) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "HTTP_PORT", String.valueOf(base.getPort()),
                "EXTERNAL_MODELS_SANDBOX", "on",
                "EXTERNAL_MODELS_DATA", data.toString()));
        environment.putAll(account(base));
        return environment;
    }

    /** The server's own account at AWS is the sandbox's, whose token service trusts it. */
    private static Map<String, String> account(URI base) {
        return Map.of(
                "AWS_ACCESS_KEY_ID",
                "AKIASANDBOXUSER00001",
                "AWS_SECRET_ACCESS_KEY",
                "sandbox-secret-access-key",
                "AWS_ENDPOINT_URL_STS",
                base.resolve("/sandbox/sts/").toString(),
                "EXTERNAL_MODELS_TRUSTED_PRINCIPAL",
                LibertyServer.PRINCIPAL);
    }
}
