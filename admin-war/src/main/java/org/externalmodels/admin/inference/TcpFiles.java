package org.externalmodels.admin.inference;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where Linux tells of TCP connections, of IPv4 and of IPv6. For each file the kernel walks through all the connections that
 * it has room for, and a port's are in that of its listener alone as a rule: so only that is read. For one thread.
 */
final class TcpFiles implements Departures.Table {

    /** For so long; somebody else may listen there later. */
    private static final long REMEMBERED = Duration.ofMinutes(1).toNanos();

    private final List<Path> files;
    private Set<Integer> ports = Set.of();
    private List<Path> withPorts = List.of();
    private long foundAt;

    TcpFiles(Path... files) {
        this.files = List.of(files);
    }

    static TcpFiles ofSystem() {
        return new TcpFiles(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
    }

    /** Whether this system tells. */
    boolean areThere() {
        return Files.isReadable(files.get(0));
    }

    @Override
    public TcpTable read(Set<Integer> localPorts) throws IOException {
        long now = System.nanoTime();
        boolean known = !withPorts.isEmpty() && ports.equals(localPorts) && now - foundAt < REMEMBERED;
        Map<TcpTable.Peer, Boolean> open = new HashMap<>();
        List<Path> found = new ArrayList<>();
        for (Path file : known ? withPorts : files) {
            if (Files.isReadable(file) && read(file, localPorts, open)) {
                found.add(file);
            }
        }
        if (!known) {
            ports = Set.copyOf(localPorts);
            foundAt = now;
        }
        withPorts = found;
        return new TcpTable(open);
    }

    private static boolean read(Path file, Set<Integer> ports, Map<TcpTable.Peer, Boolean> open) throws IOException {
        try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
            return TcpTable.read(lines, ports, open);
        }
    }
}
