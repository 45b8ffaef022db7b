package org.externalmodels.workflow.transacted;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.HeuristicRollbackException;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Method;
import javax.transaction.xa.XAResource;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.InferenceResult;

/** A listener as a container calls it: in a transaction of each delivery, which a failure rolls back. Shared by threads. */
final class TransactedListener implements MessageEndpointFactory {

    private final TransactionManager transactions;
    private final InferenceListener listener;

    TransactedListener(TransactionManager transactions, InferenceListener listener) {
        this.transactions = transactions;
        this.listener = listener;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource removal) {
        return new Delivery(removal);
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource removal, long timeout) {
        return createEndpoint(removal);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) {
        return true;
    }

    @Override
    public String getActivationName() {
        return "transacted";
    }

    @Override
    public Class<?> getEndpointClass() {
        return listener.getClass();
    }

    /** One delivery. */
    private final class Delivery implements MessageEndpoint, InferenceListener {
        private final XAResource removal;
        private boolean failed;

        Delivery(XAResource removal) {
            this.removal = removal;
        }

        @Override
        public void beforeDelivery(Method method) throws ResourceException {
            try {
                transactions.begin();
                transactions.getTransaction().enlistResource(removal);
            } catch (NotSupportedException | RollbackException | SystemException e) {
                throw new ResourceException(e.getMessage(), e);
            }
        }

        @Override
        public void onResult(InferenceResult result) {
            failed = true;
            listener.onResult(result);
            failed = false;
        }

        @Override
        public void afterDelivery() throws ResourceException {
            try {
                if (failed) {
                    transactions.rollback();
                } else {
                    transactions.commit();
                }
            } catch (RollbackException | HeuristicMixedException | HeuristicRollbackException | SystemException e) {
                throw new ResourceException(e.getMessage(), e);
            }
        }

        @Override
        public void release() {}
    }
}
