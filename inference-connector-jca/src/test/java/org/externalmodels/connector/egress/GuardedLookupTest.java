package org.externalmodels.connector.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class GuardedLookupTest {

    private static final Egress PUBLIC = Egress.allowing(List.of());

    @Test
    void refusesANameThatLeadsElsewhereTheSecondTime() throws UnknownHostException {
        Queue<String> answers = new ArrayDeque<>(List.of("1.1.1.1", "127.0.0.1"));
        GuardedLookup lookup = new GuardedLookup(PUBLIC, host -> addresses(answers.remove()));

        assertThat(lookup.addresses("rebinding.example")).containsExactly(addresses("1.1.1.1"));
        assertThatThrownBy(() -> lookup.addresses("rebinding.example"))
                .isInstanceOf(AddressRefusedException.class)
                .hasMessageContaining("rebinding.example")
                .hasMessageContaining("loopback")
                .hasMessageContaining("EXTERNAL_MODELS_EGRESS_ALLOW")
                .hasMessageNotContaining("127.0.0.1");
    }

    @Test
    void leavesOutTheAddressesThatAreRefused() throws UnknownHostException {
        GuardedLookup lookup = new GuardedLookup(PUBLIC, host -> addresses("10.0.0.1", "1.1.1.1", "169.254.169.254"));

        assertThat(lookup.addresses("mixed.example")).containsExactly(addresses("1.1.1.1"));
    }

    @Test
    void asksNobodyForAHostThatIsOddlyWritten() {
        GuardedLookup lookup = new GuardedLookup(PUBLIC, host -> {
            throw new AssertionError("asked for " + host);
        });

        assertThatThrownBy(() -> lookup.addresses("2130706433")).isInstanceOf(AddressRefusedException.class);
        assertThatThrownBy(() -> lookup.addresses("host.")).isInstanceOf(AddressRefusedException.class);
    }

    @Test
    void tellsAHostWithoutAddressesFromOneThatIsRefused() {
        GuardedLookup lookup = new GuardedLookup(PUBLIC, host -> new InetAddress[0]);

        assertThatThrownBy(() -> lookup.addresses("nobody.example"))
                .isInstanceOf(UnknownHostException.class)
                .isNotInstanceOf(AddressRefusedException.class);
    }

    private static InetAddress[] addresses(String... texts) throws UnknownHostException {
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]);
        }
        return addresses;
    }
}
