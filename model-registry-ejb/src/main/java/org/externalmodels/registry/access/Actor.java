package org.externalmodels.registry.access;

import jakarta.ejb.SessionContext;
import java.util.Objects;

/**
 * Who makes a change.
 *
 * @param name of the user
 * @param administrator whether the user may do everything
 */
public record Actor(String name, boolean administrator) {

    /** The product itself. */
    public static final Actor SYSTEM = new Actor("system", true);

    private static final int LONGEST_NAME = 200;

    public Actor {
        Objects.requireNonNull(name, "name");
        name = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    /** The caller of a session bean's method. */
    public static Actor of(SessionContext context) {
        return new Actor(context.getCallerPrincipal().getName(), context.isCallerInRole(Role.ADMIN));
    }
}
