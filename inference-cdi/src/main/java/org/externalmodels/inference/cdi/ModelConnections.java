package org.externalmodels.inference.cdi;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelConnectionFactory;

/** Makes what {@link Model} asks for. */
@ApplicationScoped
class ModelConnections {

    /** A library's annotation would be a reference that some servers, Payara 6 among them, let no application bind elsewhere. */
    private static final List<String> NAMES = List.of(
            "java:comp/env/ExternalModels",
            "eis/ExternalModels",
            "java:app/eis/ExternalModels",
            "java:/eis/ExternalModels");

    private ModelConnectionFactory factory;

    @PostConstruct
    @SuppressWarnings("BanJNDI") // The names are ours, and nobody writes a part of them.
    void find() {
        IllegalStateException nowhere = new IllegalStateException(
                "Nothing is bound to eis/ExternalModels: bind a"
                        + " ModelConnectionFactory to that name on the server, or declare a resource reference ExternalModels.");
        for (String name : NAMES) {
            try {
                factory = (ModelConnectionFactory) InitialContext.doLookup(name);
                return;
            } catch (NamingException notHere) {
                nowhere.addSuppressed(notHere);
            }
        }
        throw nowhere;
    }

    @Produces
    @Model
    ModelConnection connection(InjectionPoint point) {
        Model wanted = (Model) point.getQualifiers().stream()
                .filter(Model.class::isInstance)
                .findFirst()
                .orElseThrow();
        return new ConnectionPerCall(factory, wanted.value(), wanted.connection());
    }
}
