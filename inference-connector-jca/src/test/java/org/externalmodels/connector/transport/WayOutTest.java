package org.externalmodels.connector.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** TLS, versions of HTTP and proxies, against servers on this machine. */
class WayOutTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONG = 3_000_000;

    @TempDir
    private static Path directory;

    private static TestCertificate certificate;
    private static SecureProvider provider;
    private static SecureProvider old;

    @BeforeAll
    static void start() throws Exception {
        certificate = new TestCertificate(directory, "dns:localhost,dns:provider.test");
        provider = new SecureProvider(certificate, HttpVersionPolicy.NEGOTIATE, LONG);
        old = new SecureProvider(certificate, HttpVersionPolicy.FORCE_HTTP_1, LONG);
    }

    @AfterAll
    static void stop() {
        provider.close();
        old.close();
    }

    @Test
    void aCertificateOfOnesOwnIsTrustedIfItIsInTheTrustStore() throws Exception {
        assertThat(text(trusting(), "https://localhost:" + provider.port() + "/"))
                .contains(" 5 x");
    }

    @Test
    void aCertificateOfOnesOwnIsNotTrustedOtherwise() {
        TransportFailure failure = failure(Network.withLoopback(), "https://localhost:" + provider.port() + "/");

        assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.UNREACHABLE);
    }

    @Test
    void aCertificateIsGoodForItsOwnHostOnly() {
        TransportFailure failure = failure(trusting(), "https://127.0.0.1:" + provider.port() + "/");

        assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.UNREACHABLE);
    }

    @Test
    void http2IsSpokenWhereTheServerOffersIt() throws Exception {
        assertThat(text(trusting(), "https://localhost:" + provider.port() + "/"))
                .startsWith("HTTP/2.0 5 ")
                .hasSize(LONG + 11);
        assertThat(text(trusting(), "https://localhost:" + old.port() + "/"))
                .startsWith("HTTP/1.1 5 ")
                .hasSize(LONG + 11);
    }

    @ParameterizedTest
    @CsvSource({"true, HTTP/2.0", "false, HTTP/1.1"})
    void aProxyTunnelsToSecureServersItAloneFinds(boolean recent, String version) throws Exception {
        int port = recent ? provider.port() : old.port();
        try (ForwardingProxy proxy = new ForwardingProxy(port)) {
            assertThat(text(trusting().through(proxy.address()), "https://provider.test:8443/"))
                    .startsWith(version + " 5 ")
                    .hasSize(LONG + 11);
            assertThat(proxy.asked()).containsExactly("CONNECT provider.test:8443 HTTP/1.1");
        }
    }

    @Test
    void aProxyForwardsToOtherServers() throws Exception {
        try (PlainProvider plain = new PlainProvider();
                ForwardingProxy proxy = new ForwardingProxy(plain.port())) {
            assertThat(text(trusting().through(proxy.address()), "http://provider.test/v1"))
                    .isEqualTo("POST /v1 hello");
            assertThat(proxy.asked()).containsExactly("POST http://provider.test/v1 HTTP/1.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://provider.test:8443/", "http://provider.test/v1"})
    void aProxyThatAsksIsToldWhoCallsWithTheFirstRequest(String uri) throws Exception {
        try (PlainProvider plain = new PlainProvider();
                ForwardingProxy proxy = new ForwardingProxy(uri.startsWith("https") ? provider.port() : plain.port())) {
            Network network = trusting().through(proxy.address().as("Jürgen", Secret.of("secret-4711")));

            assertThat(text(network, uri)).isNotEmpty();
            assertThat(text(network, uri)).isNotEmpty();
            assertThat(proxy.logins()).isNotEmpty().containsOnly("Jürgen:secret-4711");
            assertThat(network.toString()).doesNotContain("4711");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "*.other,localhost", "127.0.0.0/8,localhost"})
    void aHostOnTheListIsCalledWithoutTheProxy(String list) throws Exception {
        try (PlainProvider plain = new PlainProvider();
                ForwardingProxy proxy = new ForwardingProxy(plain.port())) {
            Network network = Network.withLoopback().through(proxy.address(list.split(",")));

            assertThat(text(network, "http://localhost:" + plain.port() + "/v1"))
                    .isEqualTo("POST /v1 hello");
            assertThat(proxy.asked()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"127.0.0.1", "localhost", "169.254.169.254", "metadata.google.internal", "[::1]", "10.0.0.1"})
    void aProxyIsNoWayAroundTheRulesForAddresses(String host) throws IOException {
        try (ForwardingProxy proxy = new ForwardingProxy(old.port())) {
            TransportFailure failure = failure(Network.PUBLIC.through(proxy.address()), "http://" + host + "/latest");

            assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.NOT_ALLOWED);
            assertThat(proxy.asked()).isEmpty();
        }
    }

    @Test
    void aProxyThatIsAwayIsUnreachable() throws IOException {
        ForwardingProxy gone = new ForwardingProxy(old.port());
        gone.close();

        assertThat(failure(Network.PUBLIC.through(gone.address()), "https://provider.test/")
                        .kind())
                .isEqualTo(TransportFailure.Kind.UNREACHABLE);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 407, 502})
    void aProxyThatRefusesIsNotTakenForTheProvider(int status) throws IOException {
        String refusal = "HTTP/1.1 " + status + " No\r\nContent-Length: 2\r\n\r\nno";
        try (ForwardingProxy proxy = new ForwardingProxy(old.port(), refusal)) {
            TransportFailure failure = failure(trusting().through(proxy.address()), "https://provider.test/");

            assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.UNREACHABLE);
            assertThat(failure)
                    .hasMessage("no connection could be made to provider.test:443: the proxy answered " + status);
        }
    }

    @Test
    void aSilentServerBehindAProxyEndsAtTheTimeLimit() throws Exception {
        try (PlainProvider plain = new PlainProvider();
                ForwardingProxy proxy = new ForwardingProxy(plain.port())) {
            TransportFailure failure =
                    failure(Network.PUBLIC.through(proxy.address()), "http://provider.test" + PlainProvider.SILENCE);

            assertThat(failure.kind()).isEqualTo(TransportFailure.Kind.HEADER_TIMEOUT);
        }
    }

    @Test
    void aTrustStoreThatCannotBeReadIsNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("broken.p12"), "no store");

        for (TrustStore store : List.of(
                new TrustStore(file, "PKCS12", Secret.of("secret-4711")),
                new TrustStore(directory.resolve("missing"), "PKCS12", Secret.of("secret-4711")),
                new TrustStore(file, "PEM", Secret.of("secret-4711")))) {
            assertThatThrownBy(() -> HttpTransport.open(1, Network.PUBLIC.trusting(store)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(store.path().toString())
                    .hasMessageNotContaining("4711");
            assertThat(store.toString()).doesNotContain("4711");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy", "proxy:", ":8080", "proxy:0", "proxy:65536", "http://proxy:8080", "a b:80"})
    void aProxyIsAHostAndAPort(String text) {
        assertThatThrownBy(() -> ProxyServer.of(text, List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Network trusting() {
        return Network.withLoopback().trusting(certificate.trustStore());
    }

    private static String text(Network network, String uri) throws TransportFailure {
        try (HttpTransport transport = HttpTransport.open(4, network)) {
            return send(transport, uri).await(PATIENCE).text();
        }
    }

    private static TransportFailure failure(Network network, String uri) {
        try (HttpTransport transport = HttpTransport.open(4, network)) {
            return catchThrowableOfType(
                    TransportFailure.class, () -> send(transport, uri).await(PATIENCE));
        }
    }

    private static WholeAnswer send(HttpTransport transport, String uri) {
        WholeAnswer answer = new WholeAnswer(LONG * 2);
        transport.send(
                new OutboundRequest(
                        URI.create(uri),
                        List.of(new Header("Content-Type", "text/plain")),
                        ByteBuffer.wrap(new byte[] {'h', 'e', 'l', 'l', 'o'}),
                        new Timeouts(Duration.ofSeconds(10), Duration.ofSeconds(2), Duration.ofSeconds(5), PATIENCE),
                        System.nanoTime() + PATIENCE.toNanos()),
                answer);
        return answer;
    }
}
