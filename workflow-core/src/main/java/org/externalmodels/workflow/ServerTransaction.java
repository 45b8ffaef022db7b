package org.externalmodels.workflow;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's transaction of a thread. */
final class ServerTransaction {

    private static final String REGISTRY = "java:comp/TransactionSynchronizationRegistry";

    private ServerTransaction() {}

    /** Whether there is a server, and it says that this thread is in none of its transactions. */
    @SuppressWarnings("BanJNDI") // The name is the platform's.
    static boolean isMissing() {
        try {
            TransactionSynchronizationRegistry registry = InitialContext.doLookup(REGISTRY);
            return registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION;
        } catch (NamingException notTold) {
            return false;
        }
    }
}
