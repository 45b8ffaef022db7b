package org.externalmodels.connector.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which addresses calls may go to: public ones, and others that are on the list. A metadata service is reached only if its
 * own address or name is on the list. Immutable.
 */
public final class Egress {

    private final Set<String> hosts = new HashSet<>();
    private final List<String> suffixes = new ArrayList<>();
    private final List<AddressRange> ranges = new ArrayList<>();

    private Egress() {}

    /**
     * Reads a list.
     *
     * @param entries hosts, {@code *.suffixes}, addresses, and ranges as {@code 10.0.0.0/8}
     * @throws IllegalArgumentException if an entry is none of these; the message says which
     */
    public static Egress allowing(List<String> entries) {
        Egress egress = new Egress();
        entries.forEach(egress::add);
        return egress;
    }

    private void add(String entry) {
        String text = HostName.normal(entry.strip());
        Optional<AddressRange> range = AddressRange.parse(text);
        boolean suffix = text.startsWith("*.");
        String name = suffix ? text.substring(2) : text;
        if (range.isPresent()) {
            ranges.add(range.get());
        } else if (HostName.problem(name).isPresent()
                || AddressRange.literal(name).isPresent()) {
            throw new IllegalArgumentException(
                    "'" + entry + "' is no host, no *.suffix, no IP address and no range such as 10.0.0.0/8");
        } else if (suffix) {
            suffixes.add("." + name);
        } else {
            hosts.add(name);
        }
    }

    /** Why a host must not be called at one of its addresses; empty if it may. */
    public Optional<String> refusal(String host, InetAddress address) {
        String name = HostName.normal(host);
        AddressRange asked = AddressRange.of(address);
        if (SpecialAddresses.isMetadata(name) || SpecialAddresses.isMetadata(asked)) {
            return namesMetadata(name, asked) ? Optional.empty() : Optional.of("a metadata service");
        }
        if (hosts.contains(name)
                || suffixes.stream().anyMatch(name::endsWith)
                || ranges.stream().anyMatch(range -> range.contains(asked))) {
            return Optional.empty();
        }
        return SpecialAddresses.kind(asked);
    }

    private boolean namesMetadata(String name, AddressRange address) {
        return (SpecialAddresses.isMetadata(name) && hosts.contains(name))
                || ranges.stream().anyMatch(range -> range.isOne() && range.equals(address));
    }
}
