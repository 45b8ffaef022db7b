package org.externalmodels.connector;

import static org.externalmodels.connector.EngineProperties.isSet;

import jakarta.resource.spi.ResourceAdapterInternalException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.connector.transport.ProxyServer;
import org.externalmodels.connector.transport.TrustStore;
import org.externalmodels.inference.spi.Secret;

/** Reads the adapter's properties for the way out, and the environment variables that stand in for them. */
final class NetworkProperties {

    private static final String EGRESS_ALLOW = "EXTERNAL_MODELS_EGRESS_ALLOW";

    private final InferenceResourceAdapter adapter;
    private final Map<String, String> environment;

    NetworkProperties(InferenceResourceAdapter adapter, Map<String, String> environment) {
        this.adapter = adapter;
        this.environment = environment;
    }

    /** Says which property is wrong, if one is. */
    Network network() throws ResourceAdapterInternalException {
        String property = "egressAllow (" + EGRESS_ALLOW + ")";
        try {
            Network network = new Network(egressAllow());
            property = "proxy, noProxy and proxyUser";
            if (isSet(adapter.getProxy())) {
                network = network.through(proxy());
            }
            property = "trustStore";
            return isSet(adapter.getTrustStore()) ? network.trusting(trustStore()) : network;
        } catch (IllegalArgumentException e) {
            throw new ResourceAdapterInternalException(
                    "External Models does not start: " + property + ": " + e.getMessage() + ".", e);
        }
    }

    /** The sandbox is on this machine, so where it is switched on and nothing else was said, it can be called. */
    private List<String> egressAllow() {
        List<String> listed =
                list(isSet(adapter.getEgressAllow()) ? adapter.getEgressAllow() : environment.get(EGRESS_ALLOW));
        boolean sandbox = environment
                .getOrDefault("EXTERNAL_MODELS_SANDBOX", "off")
                .strip()
                .matches("(?i)on|true");
        List<String> allowed =
                listed.isEmpty() && sandbox ? Network.withLoopback().egressAllow() : listed;
        return Stream.concat(allowed.stream(), gatewayHost().stream()).toList();
    }

    /** Whoever names a gateway allows it, wherever it is. What is wrong with its address is said elsewhere. */
    private Optional<String> gatewayHost() {
        if (!isSet(adapter.getGateway())) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(URI.create(adapter.getGateway().strip()).getHost());
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }

    private ProxyServer proxy() {
        ProxyServer proxy = ProxyServer.of(adapter.getProxy(), list(adapter.getNoProxy()));
        String password = adapter.getProxyPassword() == null ? "" : adapter.getProxyPassword();
        return isSet(adapter.getProxyUser()) ? proxy.as(adapter.getProxyUser().strip(), Secret.of(password)) : proxy;
    }

    private TrustStore trustStore() {
        String type =
                isSet(adapter.getTrustStoreType()) ? adapter.getTrustStoreType().strip() : "PKCS12";
        String password = adapter.getTrustStorePassword() == null ? "" : adapter.getTrustStorePassword();
        return new TrustStore(Path.of(adapter.getTrustStore()).toAbsolutePath(), type, Secret.of(password));
    }

    private static List<String> list(String text) {
        return text == null
                ? List.of()
                : Stream.of(text.split("[\\s,]+"))
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }
}
