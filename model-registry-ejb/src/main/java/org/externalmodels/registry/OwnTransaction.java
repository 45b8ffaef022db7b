package org.externalmodels.registry;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Each call is a transaction of its own, which any exception rolls back. As {@code @Transactional(REQUIRES_NEW)}, but begun by the
 * container of enterprise beans: with the other Payara 6 commits each statement of a plain data source by itself, outside of
 * requests of servlets.
 */
@Documented
@Inherited
@InterceptorBinding
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OwnTransaction {}
