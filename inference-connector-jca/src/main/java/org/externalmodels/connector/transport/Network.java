package org.externalmodels.connector.transport;

import java.util.List;
import org.externalmodels.connector.egress.Egress;

/**
 * What an administrator sets for the way out.
 *
 * @param egressAllow addresses that may be called beside public ones: hosts, {@code *.suffixes}, addresses, ranges
 */
public record Network(List<String> egressAllow) {

    /** Public addresses only. */
    public static final Network PUBLIC = new Network(List.of());

    public Network {
        egressAllow = List.copyOf(egressAllow);
        // Refuses entries that are not understood.
        Egress.allowing(egressAllow);
    }

    /** Addresses of this machine too, for tests and trials. */
    public static Network withLoopback() {
        return new Network(List.of("localhost", "127.0.0.0/8", "::1"));
    }

    Egress egress() {
        return Egress.allowing(egressAllow);
    }
}
