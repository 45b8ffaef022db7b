package org.externalmodels.connector.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.openai.com/v1",
                "http://localhost:9080/sandbox",
                "http://127.0.0.1:1/x",
                "http://[::1]:9080/",
                "https://[2606:4700::1111]/",
                "HTTPS://Models.Example/",
                "https://xn--bcher-kva.example/",
                "https://127.example/",
            })
    void isAsUsual(String address) {
        assertThat(HostName.problem(URI.create(address))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "http://2130706433/, decimal numbers without leading zeros|usual form",
        "http://0x7f000001/, decimal numbers without leading zeros|usual form",
        "http://017700000001/, decimal numbers without leading zeros|usual form",
        "http://0177.0.0.1/, without leading zeros",
        "http://127.000.000.001/, without leading zeros",
        "http://127.1/, decimal numbers without leading zeros|usual form",
        "http://0x7f.0.0.1/, decimal numbers without leading zeros|usual form",
        "http://1.2.3.4.5/, decimal numbers without leading zeros|usual form",
        "http://256.0.0.1/, decimal numbers without leading zeros|usual form",
        "'http://[::ffff:169.254.169.254]/', not be written as one of IPv6",
        "'http://[::ffff:a9fe:a9fe]/', not be written as one of IPv6",
        "'http://[::127.0.0.1]/', not be written as one of IPv6",
        "'http://[64:ff9b::7f00:1]/', not be written as one of IPv6",
        "'http://[fe80::1%25eth0]/', usual form",
        "http://user@host/, no user info",
        "http://user:word@host/, no user info",
        "http://good.example@169.254.169.254/, no user info",
        "http://host./, end with a dot",
        "http://127.0.0.1./, end with a dot|usual form",
        "http://a..b/, usual form",
        "http://-a/, usual form",
        "http://bücher.example/, usual form",
        "ftp://host/, http://",
        "file:///etc/passwd, http://",
        "/path, http://",
        "http:opaque, http://",
    })
    void isRefusedInAnyOtherForm(String address, String why) {
        assertThat(HostName.problem(URI.create(address)))
                .hasValueSatisfying(problem -> assertThat(problem).containsPattern(why));
    }

    /** As a connection asks, whoever wrote the address. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2130706433",
                "0x7f000001",
                "0X7F000001",
                "0177.0.0.1",
                "127.1",
                "1.2.3",
                "0x7f.1",
                "host.",
                "127.0.0.1.",
                "[::ffff:127.0.0.1]",
                "fe80::1%1",
                "a b",
                "",
                "a/b",
                "169.254.169.254%00",
                "\uff11\uff12\uff17.0.0.1"
            })
    void isRefusedWhenAConnectionIsMade(String host) {
        assertThat(HostName.problem(host)).isPresent();
    }
}
