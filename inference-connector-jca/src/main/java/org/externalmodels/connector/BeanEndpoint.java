package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.lang.reflect.Method;
import java.util.concurrent.RejectedExecutionException;
import javax.transaction.xa.XAResource;
import org.externalmodels.connector.submission.ResultEndpoint;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.InferenceResult;

/** A message-driven bean that listens, on the threads of its container. Shared by threads. */
final class BeanEndpoint implements ResultEndpoint {

    private static final Method ON_RESULT = onResult();

    private final MessageEndpointFactory factory;
    private final Wanted wanted;
    private final WorkManager workManager;
    private final boolean transacted;

    BeanEndpoint(MessageEndpointFactory factory, Wanted wanted, WorkManager workManager) throws ResourceException {
        this.factory = factory;
        this.wanted = wanted;
        this.workManager = workManager;
        try {
            this.transacted = factory.isDeliveryTransacted(ON_RESULT);
        } catch (NoSuchMethodException e) {
            throw new ResourceException("The bean does not implement " + InferenceListener.class.getName(), e);
        }
    }

    private static Method onResult() {
        try {
            return InferenceListener.class.getMethod("onResult", InferenceResult.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public Wanted wanted() {
        return wanted;
    }

    @Override
    public void execute(Runnable work) {
        try {
            workManager.scheduleWork(new Errand(work));
        } catch (WorkException e) {
            throw new RejectedExecutionException(e.getMessage(), e);
        }
    }

    @Override
    public Receiver receiver(XAResource removal) throws Unavailable {
        try {
            return new Bean(factory.createEndpoint(transacted ? removal : null), transacted);
        } catch (UnavailableException | RuntimeException e) {
            throw new Unavailable(e);
        }
    }

    /** Work of the dispatcher, which knows by itself when to end. */
    private record Errand(Runnable errand) implements Work {
        @Override
        public void run() {
            errand.run();
        }

        @Override
        public void release() {}
    }

    /** One instance of the bean, for one delivery. */
    private record Bean(MessageEndpoint endpoint, boolean isTransacted) implements Receiver {

        @Override
        public void deliver(InferenceResult result) throws DeliveryFailed {
            try {
                endpoint.beforeDelivery(ON_RESULT);
            } catch (ResourceException | NoSuchMethodException | RuntimeException e) {
                throw new DeliveryFailed(e);
            }
            Throwable failure = null;
            try {
                ((InferenceListener) endpoint).onResult(result);
            } catch (RuntimeException | Error e) {
                // Whatever a bean throws is a failed delivery and not the end of the thread that delivers.
                failure = e;
            }
            try {
                endpoint.afterDelivery();
            } catch (ResourceException | RuntimeException e) {
                failure = failure == null ? e : failure;
            }
            if (failure != null) {
                throw new DeliveryFailed(failure);
            }
        }

        @Override
        public void close() {
            endpoint.release();
        }
    }
}
