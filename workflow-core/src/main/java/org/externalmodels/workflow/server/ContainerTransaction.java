package org.externalmodels.workflow.server;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.function.BooleanSupplier;

/**
 * A transaction of the container of enterprise beans. One of {@code @Transactional} is not enough: where an enterprise bean calls,
 * or has begun the thread, Payara 6 leaves a plain data source out of it, and each statement is committed by itself.
 */
@Stateless
@PermitAll
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class ContainerTransaction {

    @Resource
    private SessionContext context;

    /** Does work, which says whether it succeeded, and rolls it back if not. */
    public void around(BooleanSupplier work) {
        if (!work.getAsBoolean()) {
            context.setRollbackOnly();
        }
    }
}
