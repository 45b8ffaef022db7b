package org.externalmodels.admin.inference;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The TCP connections of this machine, as Linux tells of them in {@code /proc/net/tcp} (proc_pid_net(5)). There it is known
 * that the other side has closed its end long before anybody writes to it or reads from it. Immutable.
 *
 * @param openByPeer whether the other side may still send, for each connection
 */
record TcpTable(Map<Peer, Boolean> openByPeer) {

    private static final int LISTENING = 0x0A;
    private static final int ESTABLISHED = 0x01;

    /** Where the system does not tell. */
    static final TcpTable EMPTY = new TcpTable(Map.of());

    TcpTable {
        openByPeer = Map.copyOf(openByPeer);
    }

    /**
     * One end of a connection.
     *
     * @param address of the other side
     * @param port of the other side
     * @param localPort of this side
     */
    record Peer(InetAddress address, int port, int localPort) {}

    /**
     * Reads the connections of some local ports.
     *
     * @param lines as the kernel writes them: {@code number: local end, other end, state, ...}
     * @return whether anything is there of these ports, be it who listens
     */
    static boolean read(BufferedReader lines, Set<Integer> localPorts, Map<Peer, Boolean> open) throws IOException {
        boolean any = false;
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            int local = line.indexOf(": ") + 2;
            int other = line.indexOf(' ', local) + 1;
            int localPort = port(line.substring(local, other - 1));
            if (localPorts.contains(localPort)) {
                any = true;
                int state = line.indexOf(' ', other) + 1;
                add(line.substring(other, state - 1), localPort, Integer.parseInt(line, state, state + 2, 16), open);
            }
        }
        return any;
    }

    private static void add(String other, int localPort, int state, Map<Peer, Boolean> open)
            throws UnknownHostException {
        if (state != LISTENING) {
            open.put(new Peer(address(other), port(other), localPort), state == ESTABLISHED);
        }
    }

    private static int port(String end) {
        return Integer.parseInt(end, end.indexOf(':') + 1, end.length(), 16);
    }

    /** The kernel writes each four bytes of an address as a number of its own byte order. */
    private static InetAddress address(String end) throws UnknownHostException {
        byte[] written = HexFormat.of().parseHex(end.substring(0, end.indexOf(':')));
        ByteBuffer words = ByteBuffer.wrap(written);
        ByteBuffer address = ByteBuffer.allocate(written.length).order(ByteOrder.nativeOrder());
        while (words.hasRemaining()) {
            address.putInt(words.getInt());
        }
        return InetAddress.getByAddress(address.array());
    }
}
