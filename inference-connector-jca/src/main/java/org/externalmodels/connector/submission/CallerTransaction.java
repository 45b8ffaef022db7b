package org.externalmodels.connector.submission;

import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.IntSupplier;

/**
 * How the transaction of the calling thread stands, as the server tells it. A transaction manager that ends what took too
 * long does so behind the application's back: the connection is part of no branch any more, and its thread is still in
 * the transaction. Shared by threads.
 */
public final class CallerTransaction {

    /** Of a server that does not tell, or of none. */
    public static final CallerTransaction UNKNOWN = new CallerTransaction(() -> Status.STATUS_NO_TRANSACTION);

    private final IntSupplier status;

    private CallerTransaction(IntSupplier status) {
        this.status = status;
    }

    /** As a registry tells it; {@link #UNKNOWN} for {@code null}. */
    public static CallerTransaction of(TransactionSynchronizationRegistry registry) {
        return registry == null ? UNKNOWN : new CallerTransaction(registry::getTransactionStatus);
    }

    /** Whether work outside of it is what its thread means: it is in none, or in one that has committed. */
    boolean allowsWorkOutside() {
        int now = status.getAsInt();
        return now == Status.STATUS_NO_TRANSACTION || now == Status.STATUS_COMMITTED;
    }
}
