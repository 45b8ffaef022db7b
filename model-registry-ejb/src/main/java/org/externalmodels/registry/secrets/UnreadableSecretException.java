package org.externalmodels.registry.secrets;

/** A stored secret that does not open: its key is not in the keyset, or the row was changed. */
public final class UnreadableSecretException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableSecretException(String message, Throwable cause) {
        super(message, cause);
    }

    /** For a secret that is not there, such as one that was replaced between two queries. */
    public static UnreadableSecretException missing() {
        return new UnreadableSecretException("it is not stored", null);
    }
}
