package org.externalmodels.registry;

import jakarta.annotation.Resource;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;

/**
 * Undoes what was changed in a transaction before it was refused, for every bean of the module ({@code ejb-jar.xml}). The
 * exception cannot say so itself: beans in no transaction refuse too, and Open Liberty reports a rollback there as an error.
 */
public class RefusedChange {

    @Resource
    private TransactionSynchronizationRegistry transactions;

    @AroundInvoke
    Object undo(InvocationContext call) throws Exception {
        try {
            return call.proceed();
        } catch (RegistryException refused) {
            if (transactions.getTransactionStatus() == Status.STATUS_ACTIVE) {
                transactions.setRollbackOnly();
            }
            throw refused;
        }
    }
}
