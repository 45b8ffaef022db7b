package org.externalmodels.registry;

/** What is known of a connection's credentials. */
public enum Verification {
    /** The provider took them when they were last checked. */
    VERIFIED,
    /** The provider refused them when they were last checked. */
    REFUSED,
    /** The role at AWS does not let this server assume it yet; whoever owns it has to. */
    AWAITING_TRUST,
    /** They were not checked since they were given, or the check could not tell. */
    UNVERIFIED
}
