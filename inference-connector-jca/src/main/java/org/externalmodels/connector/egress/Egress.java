package org.externalmodels.connector.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses calls may go to: public ones, and others that are on the list. A metadata service is reached only if its
 * own address or name is on the list. Immutable.
 */
public final class Egress {

    private final HostList allowed;

    private Egress(HostList allowed) {
        this.allowed = allowed;
    }

    /**
     * Allows what is on a list beside public addresses.
     *
     * @throws IllegalArgumentException as {@link HostList#of}
     */
    public static Egress allowing(List<String> entries) {
        return new Egress(HostList.of(entries));
    }

    /** Why a host must not be called at one of its addresses; empty if it may. */
    public Optional<String> refusal(String host, InetAddress address) {
        String name = HostName.normal(host);
        AddressRange asked = AddressRange.of(address);
        if (SpecialAddresses.isMetadata(name) || SpecialAddresses.isMetadata(asked)) {
            return namesMetadata(name, asked) ? Optional.empty() : Optional.of("a metadata service");
        }
        return allowed.has(name, asked) ? Optional.empty() : SpecialAddresses.kind(asked);
    }

    /** Whether a host must not be called whatever its address is. */
    boolean refusesName(String host) {
        String name = HostName.normal(host);
        return SpecialAddresses.isMetadata(name) && !allowed.hasName(name);
    }

    private boolean namesMetadata(String name, AddressRange address) {
        return (SpecialAddresses.isMetadata(name) && allowed.hasName(name)) || allowed.hasOnly(address);
    }
}
