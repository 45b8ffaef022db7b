package org.externalmodels.connector.egress;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A list of hosts as administrators write it: names, {@code *.suffixes}, addresses, and ranges as {@code 10.0.0.0/8}. Immutable. */
public final class HostList {

    private final Set<String> names = new HashSet<>();
    private final List<String> suffixes = new ArrayList<>();
    private final List<AddressRange> ranges = new ArrayList<>();

    private HostList() {}

    /**
     * Reads a list.
     *
     * @throws IllegalArgumentException if an entry is none of these; the message says which
     */
    public static HostList of(List<String> entries) {
        HostList list = new HostList();
        entries.forEach(list::add);
        return list;
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
            names.add(name);
        }
    }

    /** Whether a host is on the list as it is written, without asking anybody for its address. */
    public boolean has(String host) {
        String name = HostName.normal(host);
        return hasName(name)
                || suffixes.stream().anyMatch(name::endsWith)
                || AddressRange.literal(name)
                        .filter(address -> has(AddressRange.of(address)))
                        .isPresent();
    }

    /** Whether a host at an address is on the list. */
    boolean has(String name, AddressRange address) {
        return hasName(name) || suffixes.stream().anyMatch(name::endsWith) || has(address);
    }

    /** Whether the very name is. */
    boolean hasName(String name) {
        return names.contains(name);
    }

    /** Whether the very address is, alone. */
    boolean hasOnly(AddressRange address) {
        return ranges.contains(address);
    }

    private boolean has(AddressRange address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
