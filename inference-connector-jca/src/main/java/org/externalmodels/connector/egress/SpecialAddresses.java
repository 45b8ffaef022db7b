package org.externalmodels.connector.egress;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Addresses that are not public (the IANA special-purpose registries of RFC 6890, and RFC 4291), and the metadata services of
 * clouds, which give a server's own credentials to whoever asks from it.
 */
final class SpecialAddresses {

    /** By names that only lead there. */
    private static final Set<String> METADATA_NAMES = Set.of(
            "instance-data",
            "instance-data.ec2.internal",
            "metadata",
            "metadata.azure.internal",
            "metadata.goog",
            "metadata.google.internal",
            "metadata.packet.net",
            "metadata.platformequinix.com",
            "metadata.tencentyun.com",
            "rancher-metadata");

    private static final List<AddressRange> METADATA = List.of(
            // AWS, Azure, Google, Oracle, IBM, DigitalOcean, Hetzner and most others
            range("169.254.169.254"),
            range("fd00:ec2::254"),
            range("fd20:ce::254"),
            // AWS: containers, pods
            range("169.254.170.2"),
            range("169.254.170.23"),
            range("fd00:ec2::23"),
            // Azure's host agent, which is at a public address
            range("168.63.129.16"),
            // Alibaba, Oracle, Tencent, Scaleway
            range("100.100.100.200"),
            range("192.0.0.192"),
            range("169.254.0.23"),
            range("169.254.42.42"),
            range("fd00:42::42"));

    private static final AddressRange GLOBAL_IPV6 = range("2000::/3");

    /** The narrower first. */
    private static final Map<AddressRange, String> KINDS = kinds();

    private SpecialAddresses() {}

    private static Map<AddressRange, String> kinds() {
        Map<AddressRange, String> kinds = new LinkedHashMap<>();
        kinds.put(range("127.0.0.0/8"), "a loopback address");
        kinds.put(range("::1"), "a loopback address");
        kinds.put(range("10.0.0.0/8"), "a private address");
        kinds.put(range("172.16.0.0/12"), "a private address");
        kinds.put(range("192.168.0.0/16"), "a private address");
        kinds.put(range("fc00::/7"), "a private address");
        kinds.put(range("fec0::/10"), "a private address");
        kinds.put(range("169.254.0.0/16"), "a link-local address");
        kinds.put(range("fe80::/10"), "a link-local address");
        kinds.put(range("100.64.0.0/10"), "an address of a provider's own network");
        kinds.put(range("224.0.0.0/4"), "a multicast address");
        kinds.put(range("ff00::/8"), "a multicast address");
        kinds.put(range("0.0.0.0/8"), "an address of this host");
        kinds.put(range("::"), "an address of this host");
        kinds.put(range("2002::/16"), "an address that hides another one");
        kinds.put(range("2001::/23"), "an address of a protocol");
        kinds.put(range("192.0.0.0/24"), "an address of a protocol");
        kinds.put(range("192.88.99.0/24"), "an address of a protocol");
        kinds.put(range("198.18.0.0/15"), "an address for measurements");
        kinds.put(range("192.0.2.0/24"), "an address for documentation");
        kinds.put(range("198.51.100.0/24"), "an address for documentation");
        kinds.put(range("203.0.113.0/24"), "an address for documentation");
        kinds.put(range("2001:db8::/32"), "an address for documentation");
        kinds.put(range("3fff::/20"), "an address for documentation");
        kinds.put(range("240.0.0.0/4"), "a reserved address");
        return kinds;
    }

    private static AddressRange range(String text) {
        return AddressRange.parse(text).orElseThrow();
    }

    static boolean isMetadata(AddressRange address) {
        return METADATA.contains(address);
    }

    static boolean isMetadata(String host) {
        return METADATA_NAMES.contains(host);
    }

    /** What an address is, unless it is public. */
    static Optional<String> kind(AddressRange address) {
        for (Map.Entry<AddressRange, String> kind : KINDS.entrySet()) {
            if (kind.getKey().contains(address)) {
                return Optional.of(kind.getValue());
            }
        }
        return address.isIpv4() || GLOBAL_IPV6.contains(address) ? Optional.empty() : Optional.of("a reserved address");
    }
}
