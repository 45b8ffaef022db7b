package org.externalmodels.registry.secrets;

/** The keys cannot be had. The message tells the administrator why and what to do. */
public final class VaultClosedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    VaultClosedException(String message) {
        super(message);
    }

    VaultClosedException(String message, Throwable cause) {
        super(message, cause);
    }
}
