package org.externalmodels.admin.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.StringReader;
import java.net.InetAddress;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TcpTableTest {

    @Test
    void readsAddressesOfBothKindsAndWhetherTheOtherSideHasClosed() throws Exception {
        assumeThat(ByteOrder.nativeOrder()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        String lines = """
                  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
                   0: 0100007F:2378 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1
                   1: 0100007F:2378 0100007F:C350 01 00000000:00000000 00:00000000 00000000     0        0 1 1
                   2: 0000000000000000FFFF00000100007F:2378 0000000000000000FFFF00000200000A:C351 08 00000000:00000000
                   3: 0100007F:0050 0100007F:C352 01 00000000:00000000 00:00000000 00000000     0        0 1 1
                """;
        Map<TcpTable.Peer, Boolean> open = new HashMap<>();

        TcpTable.read(new BufferedReader(new StringReader(lines)), Set.of(9080), open);

        assertThat(open)
                .containsOnly(
                        Map.entry(
                                new TcpTable.Peer(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 50_000, 9080),
                                true),
                        Map.entry(
                                new TcpTable.Peer(InetAddress.getByAddress(new byte[] {10, 0, 0, 2}), 50_001, 9080),
                                false));
    }
}
