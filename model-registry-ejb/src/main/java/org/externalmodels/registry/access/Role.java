package org.externalmodels.registry.access;

/** The roles, mapped by the server to its own users and groups. */
public final class Role {

    /** Everything. */
    public static final String ADMIN = "admin";

    /** Add, edit, test, toggle, copy; no delete, and no keys that others gave. */
    public static final String EDITOR = "editor";

    /** Read, without bodies of calls. */
    public static final String VIEWER = "viewer";

    /** Read the audit log, and traces with bodies. */
    public static final String AUDITOR = "auditor";

    /** Inference only. */
    public static final String CALLER = "caller";

    private Role() {}
}
