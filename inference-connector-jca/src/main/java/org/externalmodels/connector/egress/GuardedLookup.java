package org.externalmodels.connector.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the addresses of hosts that may be called. Whoever connects takes addresses from here and asks nobody else, so a name
 * that leads elsewhere a moment later changes nothing. Shared by threads.
 */
public final class GuardedLookup {

    private final Egress egress;
    private final Names names;

    public GuardedLookup(Egress egress, Names names) {
        this.egress = egress;
        this.names = names;
    }

    /**
     * The addresses of a host that may be called, one at least.
     *
     * @throws AddressRefusedException if there are none
     * @throws UnknownHostException if the host has no address at all
     */
    public InetAddress[] addresses(String host) throws UnknownHostException {
        requireUsual(host);
        List<InetAddress> allowed = new ArrayList<>();
        String refused = null;
        for (InetAddress address : names.addresses(HostName.normal(host))) {
            Optional<String> refusal = egress.refusal(host, address);
            if (refusal.isEmpty()) {
                allowed.add(address);
            } else {
                refused = refusal.get();
            }
        }
        if (allowed.isEmpty()) {
            throw refused == null ? new UnknownHostException(host) : refusal(host, refused);
        }
        return allowed.toArray(InetAddress[]::new);
    }

    /**
     * Refuses a host that a proxy would be asked for. Where this machine knows no address of it, finding one, and
     * whether it may be called, is the proxy's to decide.
     *
     * @throws AddressRefusedException if an address of the host must not be called
     */
    public void checkProxied(String host) throws AddressRefusedException {
        requireUsual(host);
        try {
            for (InetAddress address : names.addresses(HostName.normal(host))) {
                Optional<String> refusal = egress.refusal(host, address);
                if (refusal.isPresent()) {
                    throw refusal(host, refusal.get());
                }
            }
        } catch (AddressRefusedException e) {
            throw e;
        } catch (UnknownHostException e) {
            if (egress.refusesName(host)) {
                throw refusal(host, "a metadata service");
            }
        }
    }

    private static void requireUsual(String host) throws AddressRefusedException {
        Optional<String> odd = HostName.problem(host);
        if (odd.isPresent()) {
            throw new AddressRefusedException("the host " + host + " is not called: " + odd.get());
        }
    }

    /** Without the address: who can only guess names learns nothing of what is behind them. */
    private static AddressRefusedException refusal(String host, String kind) {
        return new AddressRefusedException(
                "the address of " + host + " is not allowed, it is " + kind
                        + "; the administrator can allow it with EXTERNAL_MODELS_EGRESS_ALLOW (egressAllow of the resource adapter)");
    }

    /** Where names are looked up. */
    public interface Names {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }
}
