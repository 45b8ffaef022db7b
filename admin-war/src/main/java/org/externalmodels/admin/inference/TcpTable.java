package org.externalmodels.admin.inference;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The TCP connections of this machine, as Linux tells of them in {@code /proc/net/tcp} (proc_pid_net(5)). There it is known
 * that the other side has closed its end long before anybody writes to it or reads from it. Immutable.
 *
 * @param openByPeer whether the other side may still send, for each connection
 */
record TcpTable(Map<Peer, Boolean> openByPeer) {

    private static final List<Path> FILES = List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
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

    /** Whether this system tells. */
    static boolean isKnown() {
        return Files.isReadable(FILES.get(0));
    }

    /** Reads the connections of some local ports. */
    static TcpTable read(Set<Integer> localPorts) throws IOException {
        Map<Peer, Boolean> open = new HashMap<>();
        for (Path file : FILES) {
            if (Files.isReadable(file)) {
                try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
                    read(lines, localPorts, open);
                }
            }
        }
        return new TcpTable(open);
    }

    static void read(BufferedReader lines, Set<Integer> localPorts, Map<Peer, Boolean> open) throws IOException {
        lines.readLine();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] columns = line.strip().split("\\s+", 5);
            int state = Integer.parseInt(columns[3], 16);
            int localPort = port(columns[1]);
            if (state != LISTENING && localPorts.contains(localPort)) {
                open.put(new Peer(address(columns[2]), port(columns[2]), localPort), state == ESTABLISHED);
            }
        }
    }

    private static int port(String end) {
        return Integer.parseInt(end.substring(end.indexOf(':') + 1), 16);
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
