package org.externalmodels.connector.egress;

import java.net.InetAddress;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** How hosts may be written: as a name, or as an address in the one usual way, so that a reader sees where it leads. */
public final class HostName {

    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");

    /** What a resolver may take for a number: 2130706433, 0x7f000001, 0177.0.0.1, 127.1. */
    private static final Pattern NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    private HostName() {}

    /** What is wrong with an address that a definition names; empty if nothing is. */
    public static Optional<String> problem(URI address) {
        boolean http = "http".equalsIgnoreCase(address.getScheme()) || "https".equalsIgnoreCase(address.getScheme());
        if (!http || address.getRawAuthority() == null) {
            return Optional.of("An address must be http:// or https:// with a host");
        }
        if (address.getRawAuthority().indexOf('@') >= 0) {
            return Optional.of("An address must have no user info; credentials have a place of their own");
        }
        if (address.getHost() == null) {
            return Optional.of("The host of an address must be a name or an IP address in its usual form");
        }
        return problem(address.getHost());
    }

    /** What is wrong with a host; empty if nothing is. */
    static Optional<String> problem(String host) {
        String bare = normal(host);
        Optional<InetAddress> literal = AddressRange.literal(bare);
        if (literal.isPresent()) {
            return bare.indexOf(':') >= 0 && hidesIpv4(literal.get())
                    ? Optional.of("An IPv4 address must not be written as one of IPv6")
                    : Optional.empty();
        }
        if (bare.endsWith(".")) {
            return Optional.of("A host must not end with a dot");
        }
        if (NUMBER.matcher(bare).matches()) {
            return Optional.of("An IPv4 address must be four decimal numbers without leading zeros");
        }
        return NAME.matcher(bare).matches()
                ? Optional.empty()
                : Optional.of("The host of an address must be a name or an IP address in its usual form");
    }

    /** In lower case, and without the brackets of an IPv6 address. */
    static String normal(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") && lower.endsWith("]") ? lower.substring(1, lower.length() - 1) : lower;
    }

    /** Mapped, compatible and translated ones. */
    private static boolean hidesIpv4(InetAddress address) {
        AddressRange range = AddressRange.of(address);
        boolean compatible = range.high() == 0 && range.low() >>> Integer.SIZE == 0 && range.low() > 1;
        return range.isIpv4() || compatible;
    }
}
