package org.externalmodels.registry.catalog;

/** How it is with a connection. */
public enum ConnectionStatus {
    /** It can be used. */
    ACTIVE,
    /** Its inferencing is switched off. */
    OFF,
    /** Its key was given for another host than calls go to, or its model's profile is not ready for that host. */
    KEY_MISSING,
    /** Its key cannot be decrypted; it has to be given again. */
    KEY_UNREADABLE
}
