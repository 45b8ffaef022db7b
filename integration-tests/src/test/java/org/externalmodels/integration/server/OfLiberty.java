package org.externalmodels.integration.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** Of tests that are about what Open Liberty is set up with, and of no other server. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@DisabledIfSystemProperty(named = "server", matches = "wildfly|payara", disabledReason = "It is about Open Liberty.")
public @interface OfLiberty {

    /** What of Open Liberty's it is about. */
    String value();
}
