package org.externalmodels.inference.spi;

import java.util.Optional;
import org.externalmodels.inference.InferenceException;

/**
 * Knows the application keys with which applications sign on to a connection factory (container-managed sign-on, Connectors
 * 2.1, chapter 8). Asked for each call, so that a key that was taken back opens nothing; never waits. Thread-safe.
 */
public interface SignOn {

    /** Where there are no application keys. */
    SignOn NONE = password -> Optional.empty();

    /**
     * Looks at the password of a sign-on.
     *
     * @return the key that it is; empty if it is something else, and then the sign-on is a name and no more
     * @throws InferenceException {@code AUTHENTICATION_FAILED} if it is an application key that opens nothing
     */
    Optional<Key> key(Secret password);

    /** An application key that is good now. */
    interface Key {

        /** Of the application that has it. */
        String name();

        /** Whether it opens all connections of a model. */
        boolean permits(String model);

        boolean permits(String model, String connection);
    }
}
