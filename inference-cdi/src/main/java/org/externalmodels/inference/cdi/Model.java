package org.externalmodels.inference.cdi;

import jakarta.enterprise.util.Nonbinding;
import jakarta.inject.Qualifier;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Injects a connection to a model, ready to be called for as long as its bean lives, by any thread.
 *
 * <pre>{@code
 * @Inject @Model("gpt-4o") ModelConnection gpt;
 * }</pre>
 *
 * <p>Each call takes a connection from the server's pool and gives it back, so an injected one is no resource: closing it
 * does nothing. The factory is the resource reference {@code ExternalModels} if the application declares one, else the
 * server's {@code eis/ExternalModels}, or that of an adapter in the application itself.
 */
@Qualifier
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.FIELD, ElementType.METHOD, ElementType.PARAMETER})
public @interface Model {

    /** The registered name; empty for the factory's default. */
    @Nonbinding
    String value() default "";

    /** One of the model's connections; empty leaves the choice to the adapter. */
    @Nonbinding
    String connection() default "";
}
