package org.externalmodels.inference.cdi;

import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.externalmodels.inference.ModelConnectionFactory;

/** The factory of injected connections, which the application or the server binds to a name. */
final class BoundFactory {

    /** A library's annotation would be a reference that some servers, Payara 6 among them, let no application bind elsewhere. */
    private static final List<String> NAMES = List.of(
            "java:comp/env/ExternalModels",
            "eis/ExternalModels",
            "java:app/eis/ExternalModels",
            "java:/eis/ExternalModels");

    private BoundFactory() {}

    /** @throws IllegalStateException if nothing is bound to any of the names */
    @SuppressWarnings("BanJNDI") // The names are ours, and nobody writes a part of them.
    static ModelConnectionFactory lookUp() {
        IllegalStateException nowhere = new IllegalStateException(
                "Nothing is bound to eis/ExternalModels: bind a"
                        + " ModelConnectionFactory to that name on the server, or declare a resource reference ExternalModels.");
        for (String name : NAMES) {
            try {
                return (ModelConnectionFactory) InitialContext.doLookup(name);
            } catch (NamingException notHere) {
                nowhere.addSuppressed(notHere);
            }
        }
        throw nowhere;
    }
}
