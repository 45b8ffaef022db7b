package org.externalmodels.admin.inference;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds clients that left while they wait for a whole answer. Servlets hear of that only when something is written, which
 * would be the answer; the operating system knows it before. Where it does not tell, nothing is found. For one thread.
 */
final class Departures {

    private static final Logger LOG = System.getLogger(Departures.class.getName());
    private static final long INTERVAL = Duration.ofMillis(250).toNanos();

    /** Looking takes at most this part of the time, however many connections there are. */
    private static final int PART = 50;

    private final boolean known = TcpTable.isKnown();
    private boolean broken;
    private long nextAt = System.nanoTime();

    void look(Collection<Exchange> exchanges, long now) {
        if (!known || broken || now - nextAt < 0) {
            return;
        }
        // Who is asked about must have been connected before the table is read.
        List<Exchange> waiting =
                exchanges.stream().filter(exchange -> exchange.waitsForAll(now)).toList();
        if (waiting.isEmpty()) {
            return;
        }
        Set<Integer> ports = waiting.stream().map(Exchange::localPort).collect(Collectors.toSet());
        try {
            TcpTable connections = TcpTable.read(ports);
            waiting.forEach(exchange -> exchange.look(connections));
        } catch (IOException | RuntimeException unreadable) {
            broken = true;
            LOG.log(Level.WARNING, "Clients that leave before a whole answer are not noticed any more", unreadable);
        }
        long end = System.nanoTime();
        nextAt = end + Math.max(INTERVAL, PART * (end - now));
    }
}
