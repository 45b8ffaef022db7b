package org.externalmodels.registry.start;

import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeforeBeanDiscovery;
import jakarta.enterprise.inject.spi.DeploymentException;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Says at deployment what the server lacks, before a container says it in words of its own, or nobody until it is missed. It is
 * an extension because those come first, and uses nothing that may be lacking.
 */
public class ServerCheck implements Extension {

    private static final Logger LOG = System.getLogger(ServerCheck.class.getName());

    private final ServerParts parts = new ServerParts(ServerCheck::isThere);

    void begin(@Observes BeforeBeanDiscovery event) {
        parts.obstacle().ifPresent(obstacle -> {
            throw new DeploymentException(obstacle);
        });
        parts.caution().ifPresent(caution -> LOG.log(Level.WARNING, caution));
    }

    private static boolean isThere(String className) {
        try {
            Class.forName(className, false, ServerCheck.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError absent) {
            return false;
        }
    }
}
