package org.externalmodels.connector.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Addresses with the same first bits. IPv4 addresses are the part {@code ::ffff:0:0/96} of IPv6, so that all compare alike.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 * @param bits how many of the 128 count; the others are zero
 */
record AddressRange(long high, long low, int bits) {

    private static final int ALL = 128;
    private static final int BEFORE_IPV4 = 96;
    private static final long MAPPED = 0xffff_0000_0000L;
    private static final long IPV4 = 0xffff_ffffL;

    private static final Pattern DOTTED = Pattern.compile("((25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(?!$)|$)){4}");

    AddressRange {
        if (bits < 0 || bits > ALL) {
            throw new IllegalArgumentException("A range must have 0 to 128 bits, not " + bits);
        }
        high &= mask(bits);
        low &= mask(bits - Long.SIZE);
    }

    /** One address. Of IPv4 addresses that IPv6 translates (RFC 6052, {@code 64:ff9b::/96}) the one behind it. */
    static AddressRange of(InetAddress address) {
        byte[] bytes = address.getAddress();
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (bytes.length == Integer.BYTES) {
            return new AddressRange(0, MAPPED | (buffer.getInt() & IPV4), ALL);
        }
        long high = buffer.getLong();
        long low = buffer.getLong();
        return high == 0x0064_ff9b_0000_0000L && low >>> Integer.SIZE == 0
                ? new AddressRange(0, MAPPED | low, ALL)
                : new AddressRange(high, low, ALL);
    }

    /** An address or a range in CIDR notation (RFC 4632); empty if the text is neither, and nothing is resolved. */
    static Optional<AddressRange> parse(String text) {
        int slash = text.indexOf('/');
        Optional<InetAddress> address = literal(slash < 0 ? text : text.substring(0, slash));
        if (slash < 0 || address.isEmpty()) {
            return slash < 0 ? address.map(AddressRange::of) : Optional.empty();
        }
        boolean four = address.get().getAddress().length == Integer.BYTES;
        String length = text.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > (four ? Integer.SIZE : ALL)) {
            return Optional.empty();
        }
        int bits = Integer.parseInt(length);
        ByteBuffer bytes = ByteBuffer.wrap(address.get().getAddress());
        return Optional.of(
                four
                        ? new AddressRange(0, MAPPED | (bytes.getInt() & IPV4), BEFORE_IPV4 + bits)
                        : new AddressRange(bytes.getLong(), bytes.getLong(), bits));
    }

    /** The address that a text writes in the usual way; empty for a name and for the unusual ways. */
    static Optional<InetAddress> literal(String text) {
        if (!DOTTED.matcher(text).matches() && (text.indexOf(':') < 0 || text.indexOf('%') >= 0)) {
            return Optional.empty();
        }
        try {
            // A text of this form is not looked up.
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    /** Whether it has all of another range. {@code ::/0} means IPv6 and has no address of IPv4. */
    boolean contains(AddressRange other) {
        return bits <= other.bits
                && (bits >= BEFORE_IPV4 || !other.isIpv4())
                && high == (other.high & mask(bits))
                && low == (other.low & mask(bits - Long.SIZE));
    }

    boolean isIpv4() {
        return bits >= BEFORE_IPV4 && high == 0 && low >>> Integer.SIZE == 0xffff;
    }

    /** The first of 64 bits. */
    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1 : -1L << (Long.SIZE - bits);
    }
}
