package org.externalmodels.connector.transport;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.connector.egress.Egress;

/**
 * What an administrator sets for the way out.
 *
 * @param egressAllow addresses that may be called beside public ones: names, {@code *.suffixes}, addresses, ranges
 * @param proxy through which calls go
 * @param trustStore of certificates that are trusted besides
 */
public record Network(List<String> egressAllow, Optional<ProxyServer> proxy, Optional<TrustStore> trustStore) {

    /** Public addresses only, directly. */
    public static final Network PUBLIC = new Network(List.of());

    public Network {
        egressAllow = List.copyOf(egressAllow);
        Objects.requireNonNull(proxy, "proxy");
        Objects.requireNonNull(trustStore, "trustStore");
        // Refuses entries that are not understood.
        Egress.allowing(egressAllow);
    }

    /** Calls go out directly. */
    public Network(List<String> egressAllow) {
        this(egressAllow, Optional.empty(), Optional.empty());
    }

    /** Addresses of this machine too, for tests and trials. */
    public static Network withLoopback() {
        return new Network(List.of("localhost", "127.0.0.0/8", "::1"));
    }

    public Network through(ProxyServer server) {
        return new Network(egressAllow, Optional.of(server), trustStore);
    }

    public Network trusting(TrustStore certificates) {
        return new Network(egressAllow, proxy, Optional.of(certificates));
    }

    Egress egress() {
        return Egress.allowing(egressAllow);
    }
}
