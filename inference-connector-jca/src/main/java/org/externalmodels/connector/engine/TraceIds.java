package org.externalmodels.connector.engine;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** Makes ids of calls: 16 bytes in hexadecimal, the first six the time in milliseconds, so that they sort by it. */
final class TraceIds {

    private static final HexFormat HEX = HexFormat.of();

    private TraceIds() {}

    static String next(long epochMillis) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long high = (epochMillis << 16) | (random.nextInt() & 0xffffL);
        return HEX.toHexDigits(high) + HEX.toHexDigits(random.nextLong());
    }
}
