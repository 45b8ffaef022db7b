package org.externalmodels.integration.server;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** The makes of servers that the tests run on: {@code -Dserver=wildfly} and {@code -Dserver=payara}, without it Open Liberty. */
public enum ServerMake {
    LIBERTY {
        @Override
        public ApplicationServer in(Path folder, Deployment deployment, Map<String, String> environment) {
            return LibertyServer.in(folder, deployment, environment);
        }
    },
    WILDFLY {
        @Override
        public ApplicationServer in(Path folder, Deployment deployment, Map<String, String> environment) {
            return WildFlyServer.in(folder, deployment, environment);
        }
    },
    PAYARA {
        @Override
        public ApplicationServer in(Path folder, Deployment deployment, Map<String, String> environment) {
            return PayaraServer.in(folder, deployment, environment);
        }
    };

    /** The one that these tests run on. */
    public static ServerMake tested() {
        return valueOf(System.getProperty("server", "liberty").toUpperCase(Locale.ROOT));
    }

    /** Makes a server in an empty folder, to be started. The environment is beside the ports and the data folder. */
    public abstract ApplicationServer in(Path folder, Deployment deployment, Map<String, String> environment);

    /** Makes one and starts it. */
    public ApplicationServer start(Path folder, Deployment deployment, Map<String, String> environment) {
        ApplicationServer server = in(folder, deployment, environment);
        server.start();
        return server;
    }
}
