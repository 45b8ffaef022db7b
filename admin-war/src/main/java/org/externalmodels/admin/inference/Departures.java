package org.externalmodels.admin.inference;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Finds clients that left while they wait. Servlets hear of that only when something is written; the operating system knows it
 * before. Where it does not tell, nothing is found. For one thread.
 */
final class Departures {

    private static final Logger LOG = System.getLogger(Departures.class.getName());
    private static final long INTERVAL = Duration.ofMillis(250).toNanos();

    /** A machine that is short of something tells later again. */
    private static final long AFTER_TROUBLE = Duration.ofSeconds(10).toNanos();

    /** Looking takes at most this part of one processor's time, however many connections there are. */
    private static final int PART = 50;

    private final Table table;
    private final LongSupplier worked;
    private boolean broken;
    private boolean looked;
    private long nextAt;

    /** Where the connections of this machine are told. */
    interface Table {
        TcpTable read(Set<Integer> localPorts) throws IOException;
    }

    /** Who may leave. */
    interface Client {

        /** Whether it waits for an answer, or for more of it, and has for a while. */
        boolean waits(long now);

        int localPort();

        /** Looks whether it is still connected. */
        void look(TcpTable connections);
    }

    /**
     * Begins to look.
     *
     * @param worked for how long the current thread has had a processor, in nanoseconds: on a machine that has much else to do
     *     looking takes longer, and no more
     * @param now in {@link System#nanoTime}
     */
    Departures(Table table, LongSupplier worked, long now) {
        this.table = table;
        this.worked = worked;
        this.nextAt = now;
    }

    void look(Collection<? extends Client> clients, long now) {
        if (now - nextAt < 0) {
            return;
        }
        // Who is asked about must have been connected before the table is read.
        List<? extends Client> waiting =
                clients.stream().filter(client -> client.waits(now)).toList();
        if (waiting.isEmpty()) {
            return;
        }
        Set<Integer> ports = waiting.stream().map(Client::localPort).collect(Collectors.toSet());
        nextAt = now + AFTER_TROUBLE;
        long begin = worked.getAsLong();
        try {
            TcpTable connections = table.read(ports);
            broken = false;
            // The first look loads what it needs, which says nothing of the next.
            nextAt = now + (looked ? Math.max(INTERVAL, PART * (worked.getAsLong() - begin)) : INTERVAL);
            looked = true;
            waiting.forEach(client -> client.look(connections));
        } catch (IOException | RuntimeException unreadable) {
            if (!broken) {
                LOG.log(Level.WARNING, "Clients that leave while they wait are not noticed at the moment", unreadable);
            }
            broken = true;
        }
    }
}
