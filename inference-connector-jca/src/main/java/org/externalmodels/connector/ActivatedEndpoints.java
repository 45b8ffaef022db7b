package org.externalmodels.connector;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.resource.spi.work.WorkManager;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.externalmodels.connector.submission.Submissions;

/** The message-driven beans that listen through one resource adapter. Shared by threads. */
final class ActivatedEndpoints {

    private final Map<Activation, BeanEndpoint> endpoints = new ConcurrentHashMap<>();

    /** What a container deactivates by. */
    private record Activation(MessageEndpointFactory factory, ActivationSpec spec) {}

    void activate(MessageEndpointFactory factory, ActivationSpec spec, WorkManager workManager, Submissions submissions)
            throws ResourceException {
        if (!(spec instanceof InferenceActivationSpec ours)) {
            throw new NotSupportedException("External Models knows no activation by "
                    + (spec == null ? "nothing" : spec.getClass().getName()) + ".");
        }
        BeanEndpoint endpoint = new BeanEndpoint(factory, ours.wanted(), workManager);
        submissions.activate(endpoint);
        endpoints.put(new Activation(factory, spec), endpoint);
    }

    /** @param submissions they listened to; {@code null} if those have ended already */
    void deactivate(MessageEndpointFactory factory, ActivationSpec spec, Submissions submissions) {
        BeanEndpoint endpoint = endpoints.remove(new Activation(factory, spec));
        if (endpoint != null && submissions != null) {
            submissions.deactivate(endpoint);
        }
    }
}
