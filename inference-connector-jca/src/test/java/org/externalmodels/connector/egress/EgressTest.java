package org.externalmodels.connector.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EgressTest {

    private static final String HOST = "models.example";

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, loopback",
        "127.255.255.254, loopback",
        "::1, loopback",
        "::ffff:127.0.0.1, loopback",
        "10.0.0.1, private",
        "10.255.255.255, private",
        "172.16.0.1, private",
        "172.31.255.255, private",
        "192.168.1.1, private",
        "fc00::1, private",
        "fdff:ffff::1, private",
        "fec0::1, private",
        "169.254.0.1, link-local",
        "fe80::1, link-local",
        "febf::1, link-local",
        "100.64.0.1, provider's own network",
        "100.127.255.255, provider's own network",
        "224.0.0.1, multicast",
        "239.255.255.255, multicast",
        "ff02::1, multicast",
        "0.0.0.0, this host",
        "0.1.2.3, this host",
        "::, this host",
        "255.255.255.255, reserved",
        "240.0.0.1, reserved",
        "192.0.0.8, protocol",
        "192.88.99.1, protocol",
        "198.18.0.1, measurements",
        "192.0.2.1, documentation",
        "198.51.100.1, documentation",
        "203.0.113.1, documentation",
        "2001:db8::1, documentation",
        "3fff:fff::1, documentation",
        "2001::1, protocol",
        "2002:7f00:1::, hides another one",
        "64:ff9b::7f00:1, loopback",
        "64:ff9b::a9fe:a9fe, metadata",
        "64:ff9b:1::1, reserved",
        "::7f00:1, reserved",
        "100::1, reserved",
        "4000::1, reserved",
        "169.254.169.254, metadata",
        "::ffff:169.254.169.254, metadata",
        "169.254.170.2, metadata",
        "168.63.129.16, metadata",
        "100.100.100.200, metadata",
        "192.0.0.192, metadata",
        "fd00:ec2::254, metadata",
        "fd20:ce::254, metadata",
    })
    void refusesWhatIsNotPublic(String address, String kind) throws UnknownHostException {
        assertThat(allowing().refusal(HOST, InetAddress.getByName(address)))
                .hasValueSatisfying(refusal -> assertThat(refusal).contains(kind));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "9.255.255.255",
                "11.0.0.1",
                "100.63.255.255",
                "100.128.0.1",
                "126.255.255.255",
                "128.0.0.1",
                "169.253.255.255",
                "172.15.255.255",
                "172.32.0.1",
                "192.167.1.1",
                "192.169.1.1",
                "198.17.255.255",
                "198.20.0.1",
                "223.255.255.255",
                "2606:4700::1111",
                "2a00:1450:4001::1",
                "2400:cb00::1",
                "64:ff9b::808:808"
            })
    void letsPublicAddressesPass(String address) throws UnknownHostException {
        assertThat(allowing().refusal(HOST, InetAddress.getByName(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "models.example, 10.1.2.3",
        "MODELS.Example, 10.1.2.3",
        "*.example, 192.168.0.1",
        "10.1.0.0/16, 10.1.2.3",
        "10.1.2.3, 10.1.2.3",
        "0.0.0.0/0, 127.0.0.1",
        "::1, ::1",
        "fd00::/8, fd12::1",
        "127.0.0.0/8, ::ffff:127.0.0.1",
        "[::1], ::1",
    })
    void letsPassWhatIsListed(String entry, String address) throws UnknownHostException {
        assertThat(allowing(entry).refusal(HOST, InetAddress.getByName(address)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "example, 10.1.2.3",
        "other.example, 10.1.2.3",
        "*.models.example, 10.1.2.3",
        "*.xample, 10.1.2.3",
        "10.1.0.0/16, 10.2.0.1",
        "::/0, 127.0.0.1",
        "0.0.0.0/0, ::1",
        "fd00::/8, fc00::1",
    })
    void refusesWhatIsBesideTheList(String entry, String address) throws UnknownHostException {
        assertThat(allowing(entry).refusal(HOST, InetAddress.getByName(address)))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"169.254.0.0/16", "0.0.0.0/0", "models.example", "*.example", "169.254.169.252/30"})
    void refusesMetadataServicesInWhatIsListed(String entry) throws UnknownHostException {
        assertThat(allowing(entry).refusal(HOST, InetAddress.getByName("169.254.169.254")))
                .hasValue("a metadata service");
    }

    @Test
    void refusesNamesOfMetadataServicesWhereverTheyLead() throws UnknownHostException {
        InetAddress anywhere = InetAddress.getByName("1.1.1.1");
        assertThat(allowing("*.internal").refusal("metadata.google.internal", anywhere))
                .isPresent();
        assertThat(allowing().refusal("METADATA.google.internal", anywhere)).isPresent();
    }

    @Test
    void letsMetadataServicesPassThatAreNamedThemselves() throws UnknownHostException {
        InetAddress metadata = InetAddress.getByName("169.254.169.254");
        assertThat(allowing("169.254.169.254").refusal("169.254.169.254", metadata))
                .isEmpty();
        assertThat(allowing("metadata.google.internal").refusal("metadata.google.internal", metadata))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "10.0.0.0/33",
                "10.0.0.0/",
                "10.0.0/8",
                "::/129",
                "host/8",
                "a b",
                "host:80",
                "http://host",
                "host.",
                "*.10.0.0.1",
                "0x7f000001",
                "${x}"
            })
    void refusesAListItDoesNotUnderstand(String entry) {
        assertThatThrownBy(() -> allowing(entry))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + entry + "'");
    }

    private static Egress allowing(String... entries) {
        return Egress.allowing(List.of(entries));
    }
}
