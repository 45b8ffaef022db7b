package org.externalmodels.registry.playground;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.Optional;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.access.Role;

/** Calls that people make on the playground: through the engine of every other call, so switches and limits bind them too. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Playground {

    private final ModelDirectory directory;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public Playground() {
        this(null);
    }

    @Inject
    public Playground(ModelDirectory directory) {
        this.directory = directory;
    }

    /**
     * Opens a connection on behalf of the user.
     *
     * @param model the registered name
     * @param connection the connection's name, {@code null} for any
     */
    public ModelConnection open(String model, String connection) {
        CallOrigin origin = new CallOrigin(
                CallOrigin.Source.PLAYGROUND,
                Optional.empty(),
                Optional.empty(),
                Optional.of(context.getCallerPrincipal().getName()));
        return directory.connect(origin, model, connection);
    }
}
