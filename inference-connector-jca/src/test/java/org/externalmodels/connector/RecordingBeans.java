package org.externalmodels.connector;

import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.externalmodels.connector.submission.SubmissionXAResource;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.InferenceResult;

/** Message-driven beans that write down what happens to them; their transactions begin before a delivery and end after it. */
final class RecordingBeans implements MessageEndpointFactory {

    final List<String> events = new CopyOnWriteArrayList<>();
    final List<InferenceResult> results = new CopyOnWriteArrayList<>();
    private final boolean transacted;
    volatile boolean failing;
    volatile boolean unavailable;

    RecordingBeans(boolean transacted) {
        this.transacted = transacted;
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource) throws UnavailableException {
        if (unavailable) {
            throw new UnavailableException("not yet");
        }
        events.add(resource == null ? "create" : "create transacted");
        return new Bean(resource);
    }

    @Override
    public MessageEndpoint createEndpoint(XAResource resource, long timeout) throws UnavailableException {
        return createEndpoint(resource);
    }

    @Override
    public boolean isDeliveryTransacted(Method method) throws NoSuchMethodException {
        InferenceListener.class.getMethod(method.getName(), method.getParameterTypes());
        return transacted;
    }

    @Override
    public String getActivationName() {
        return "test";
    }

    @Override
    public Class<?> getEndpointClass() {
        return Bean.class;
    }

    private final class Bean implements MessageEndpoint, InferenceListener {
        private final XAResource resource;
        private Xid branch;
        private boolean failed;

        Bean(XAResource resource) {
            this.resource = resource;
        }

        @Override
        public void beforeDelivery(Method method) {
            events.add("before " + method.getName());
            if (resource != null) {
                branch = SubmissionXAResource.ownBranch();
                run(() -> resource.start(branch, XAResource.TMNOFLAGS));
            }
        }

        @Override
        public void onResult(InferenceResult result) {
            events.add("result");
            results.add(result);
            if (failing) {
                failed = true;
                throw new IllegalArgumentException("no");
            }
        }

        @Override
        public void afterDelivery() {
            events.add("after");
            if (resource != null) {
                run(() -> {
                    resource.end(branch, XAResource.TMSUCCESS);
                    if (failed) {
                        resource.rollback(branch);
                    } else {
                        resource.commit(branch, true);
                    }
                });
            }
        }

        @Override
        public void release() {
            events.add("release");
        }
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (XAException e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Step {
        void run() throws XAException;
    }
}
