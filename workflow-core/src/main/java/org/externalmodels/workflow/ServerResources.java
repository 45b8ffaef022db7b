package org.externalmodels.workflow;

import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** Finds what the server binds to names: the application's own reference first, then the server's and the EAR's names. */
final class ServerResources {

    private static final List<String> PLACES = List.of("java:comp/env/eis/", "eis/", "java:app/eis/", "java:/eis/");

    private ServerResources() {}

    /**
     * Looks a resource up.
     *
     * @param name after {@code eis/}
     * @throws IllegalStateException if the server has none
     */
    @SuppressWarnings("BanJNDI") // The names are ours, and nobody writes a part of them.
    static <T> T lookUp(Class<T> type, String name) {
        IllegalStateException nowhere = new IllegalStateException(
                "Nothing is bound to eis/" + name + ": bind a " + type.getSimpleName() + " to that name on the server,"
                        + " declare a resource reference of that name, or give one to the engine as a bean.");
        for (String place : PLACES) {
            try {
                return type.cast(InitialContext.doLookup(place + name));
            } catch (NamingException notHere) {
                nowhere.addSuppressed(notHere);
            }
        }
        throw nowhere;
    }
}
