package org.externalmodels.registry;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.concurrent.Callable;

/** Does work in a transaction of its own. */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TransactionRunner {

    @Resource
    private SessionContext context;

    /** Does it, and rolls back if it fails. How it ended is given back and not thrown: containers change what beans throw. */
    public Outcome run(Callable<Object> work) {
        try {
            return new Outcome(work.call(), null);
        } catch (Exception | Error failure) {
            context.setRollbackOnly();
            return new Outcome(null, failure);
        }
    }

    /**
     * How work ended.
     *
     * @param result if it did not fail
     * @param failure an exception or an error, or {@code null}
     */
    public record Outcome(Object result, Throwable failure) {

        /** The result, or what was thrown. */
        public Object get() throws Exception {
            if (failure instanceof Error error) {
                throw error;
            }
            if (failure instanceof Exception exception) {
                throw exception;
            }
            return result;
        }
    }
}
