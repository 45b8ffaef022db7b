package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TcpFilesTest {

    private static final Set<Integer> PORTS = Set.of(9080);
    private static final String LISTENS = "  0: 00000000:2378 00000000:0000 0A 00000000:00000000\n";
    private static final String CONNECTED = "  1: 0100007F:2378 0100007F:C350 01 00000000:00000000\n";

    @TempDir
    private Path directory;

    private Path tcp;
    private Path tcp6;
    private TcpFiles files;

    @BeforeEach
    void files() throws Exception {
        tcp = directory.resolve("tcp");
        tcp6 = directory.resolve("tcp6");
        files = new TcpFiles(tcp, tcp6);
        write(tcp, "");
        write(tcp6, "");
    }

    private static void write(Path file, String lines) throws Exception {
        Files.writeString(file, "  sl  local_address rem_address   st tx_queue rx_queue\n" + lines);
    }

    private int connections() throws Exception {
        return files.read(PORTS).openByPeer().size();
    }

    @Test
    void areReadOnlyWhereSomebodyListens() throws Exception {
        write(tcp6, LISTENS);
        assertThat(connections()).isZero();

        write(tcp, CONNECTED);
        write(tcp6, LISTENS + CONNECTED.replace("C350", "C351"));

        assertThat(connections()).isOne();
    }

    @Test
    void areAllReadAgainWhereNobodyListensAnyMore() throws Exception {
        write(tcp6, LISTENS);
        assertThat(connections()).isZero();
        write(tcp6, "");
        write(tcp, LISTENS + CONNECTED);

        assertThat(connections()).isZero();
        assertThat(connections()).isOne();
    }

    @Test
    void areAllReadWhereSomebodyListensInBoth() throws Exception {
        write(tcp, LISTENS + CONNECTED);
        write(tcp6, LISTENS + CONNECTED.replace("C350", "C351"));

        assertThat(connections()).isEqualTo(2);
        assertThat(connections()).isEqualTo(2);
    }

    @Test
    void areReadForOtherPortsWhereThoseAre() throws Exception {
        write(tcp6, LISTENS);
        assertThat(connections()).isZero();
        write(tcp, CONNECTED.replace("2378", "2379"));

        assertThat(files.read(Set.of(9080, 9081)).openByPeer()).hasSize(1);
    }

    @Test
    void knowThatAClientHasLeftWhoWasNotReadFrom() throws Exception {
        TcpFiles system = TcpFiles.ofSystem();
        assumeThat(system.areThere()).isTrue();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), server.getLocalPort());
                Socket accepted = server.accept()) {
            Set<Integer> port = Set.of(server.getLocalPort());
            TcpTable.Peer peer =
                    new TcpTable.Peer(accepted.getInetAddress(), accepted.getPort(), server.getLocalPort());
            assertThat(system.read(port).openByPeer()).containsEntry(peer, true);

            client.shutdownOutput();

            await().untilAsserted(
                            () -> assertThat(system.read(port).openByPeer()).containsEntry(peer, false));
        }
    }
}
