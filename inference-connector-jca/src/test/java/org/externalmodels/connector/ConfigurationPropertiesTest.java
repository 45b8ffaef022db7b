package org.externalmodels.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import jakarta.validation.ValidatorFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.submission.ResultEndpoint.Wanted;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.connector.transport.ProxyServer;
import org.externalmodels.connector.transport.TrustStore;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationPropertiesTest {

    private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();

    private final InferenceResourceAdapter adapter = new InferenceResourceAdapter();
    private final ModelManagedConnectionFactory typed = new ModelManagedConnectionFactory();
    private final CciManagedConnectionFactory cci = new CciManagedConnectionFactory();

    @AfterAll
    static void close() {
        VALIDATION.close();
    }

    private EngineSettings settings(Map<String, String> environment) throws ResourceAdapterInternalException {
        return new EngineProperties(adapter, environment).settings();
    }

    @Test
    void areValidAsTheyAreShipped() throws Exception {
        assertThat(violated(adapter)).isEmpty();
        assertThat(violated(typed)).isEmpty();
        assertThat(violated(cci)).isEmpty();
        assertThat(settings(Map.of()))
                .isEqualTo(new EngineSettings(
                        Path.of("external-models", "journal").toAbsolutePath(),
                        Duration.ofMillis(50),
                        10_000,
                        3,
                        Network.PUBLIC,
                        1L << 30,
                        64L << 20));
    }

    @Test
    void putTheJournalIntoTheDataDirectoryUnlessTheyNameAnother() throws Exception {
        assertThat(settings(Map.of("EXTERNAL_MODELS_DATA", "/var/data")).journalDirectory())
                .isEqualTo(Path.of("/var/data/journal"));
        adapter.setJournalDirectory("/srv/journal");
        assertThat(settings(Map.of("EXTERNAL_MODELS_DATA", "/var/data")).journalDirectory())
                .isEqualTo(Path.of("/srv/journal"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10_001})
    void refuseAJournalSyncOutOfRange(int millis) {
        adapter.setJournalSyncMillis(millis);
        assertThat(violated(adapter)).containsExactly("journalSyncMillis");
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("journalSyncMillis must be between 0 and 10000, not " + millis);
    }

    @Test
    void refuseToHaveNoConnections() {
        adapter.setMaxConnections(0);
        assertThat(violated(adapter)).containsExactly("maxConnections");
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("maxConnections must be at least 1, not 0");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 11})
    void refuseAttemptsOutOfRange(int attempts) {
        adapter.setMaxAttempts(attempts);
        assertThat(violated(adapter)).containsExactly("maxAttempts");
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("maxAttempts must be between 1 and 10, not " + attempts);
    }

    @Test
    void takeNamesOfAHundredCharactersHoweverManyUnitsTheyHave() {
        for (String name : List.of("\ud83d\ude42".repeat(100), "n".repeat(100))) {
            typed.setModel(name);
            typed.setConnection(name);
            cci.setModel(name);
            cci.setConnection(name);
            assertThat(violated(typed)).isEmpty();
            assertThat(violated(cci)).isEmpty();

            typed.setModel(name + "n");
            cci.setConnection(name + "n");
            assertThat(violated(typed)).containsExactly("model");
            assertThat(violated(cci)).containsExactly("connection");
        }
    }

    @Test
    void refuseToTakeNoSubmissions() {
        adapter.setMaxSubmissions(0);
        adapter.setSubmissionsMaxMegabytes(0);
        assertThat(violated(adapter)).containsExactlyInAnyOrder("maxSubmissions", "submissionsMaxMegabytes");
        assertThatThrownBy(() -> adapter.start(null))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("maxSubmissions must be at least 1, not 0");
    }

    @Test
    void ofAnActivationAreValidOnceItsDestinationIsNamed() throws Exception {
        InferenceActivationSpec activation = new InferenceActivationSpec();
        assertThat(violated(activation)).containsExactly("destinationName");
        assertThatThrownBy(activation::validate).isInstanceOf(InvalidPropertyException.class);
        activation.setDestinationName("claims");
        assertThat(violated(activation)).isEmpty();
        assertThat(activation.wanted()).isEqualTo(new Wanted("claims", "", 10, 1_000, 5, Duration.ofSeconds(5)));
    }

    @Test
    void ofAnActivationAreCheckedWithAndWithoutBeanValidation() {
        InferenceActivationSpec activation = new InferenceActivationSpec();
        activation.setDestinationName("claims");
        activation.setMaxConcurrency(0);
        activation.setMaxCalls(10_001);
        activation.setRedeliveryLimit(-1);
        activation.setRedeliveryDelayMillis(-1);
        activation.setCorrelationPrefix("x".repeat(256));
        assertThat(violated(activation))
                .containsExactlyInAnyOrder(
                        "maxConcurrency", "maxCalls", "redeliveryLimit", "redeliveryDelayMillis", "correlationPrefix");
        assertThatThrownBy(activation::validate).hasMessageContaining("correlationPrefix");
        activation.setCorrelationPrefix("car-");
        assertThatThrownBy(activation::validate)
                .hasMessageContaining("maxConcurrency must be between 1 and 10000, not 0");
    }

    @Test
    void allowBesidePublicAddressesWhatIsListed() throws Exception {
        Map<String, String> environment =
                Map.of("EXTERNAL_MODELS_EGRESS_ALLOW", " models.corp, 10.0.0.0/8 ", "EXTERNAL_MODELS_SANDBOX", "on");
        assertThat(settings(environment).network().egressAllow()).containsExactly("models.corp", "10.0.0.0/8");
        adapter.setEgressAllow("*.lan");
        assertThat(settings(environment).network().egressAllow()).containsExactly("*.lan");
    }

    @Test
    void allowTheLoopbackUnlessToldOtherwiseWhereTheSandboxIsOn() throws Exception {
        assertThat(settings(Map.of("EXTERNAL_MODELS_SANDBOX", "on")).network()).isEqualTo(Network.withLoopback());
        assertThat(settings(Map.of("EXTERNAL_MODELS_SANDBOX", "off")).network()).isEqualTo(Network.PUBLIC);
        adapter.setEgressAllow("");
        assertThat(settings(Map.of("EXTERNAL_MODELS_SANDBOX", "on")).network()).isEqualTo(Network.withLoopback());
    }

    @Test
    void leadThroughAProxyAndTrustMore() throws Exception {
        adapter.setProxy("proxy.corp:3128");
        adapter.setNoProxy("*.corp, 10.0.0.0/8");
        adapter.setTrustStore("/etc/corp.jks");
        adapter.setTrustStoreType("JKS");
        adapter.setTrustStorePassword("secret-4711");

        EngineSettings settings = settings(Map.of());

        assertThat(settings.network().proxy())
                .hasValue(new ProxyServer("proxy.corp", 3128, List.of("*.corp", "10.0.0.0/8")));
        assertThat(settings.network().trustStore())
                .hasValue(new TrustStore(Path.of("/etc/corp.jks"), "JKS", Secret.of("secret-4711")));
        assertThat(settings.toString()).doesNotContain("4711");
    }

    @Test
    void tellTheProxyWhoAsks() throws Exception {
        adapter.setProxy("proxy.corp:3128");
        adapter.setProxyUser("server");
        adapter.setProxyPassword("secret-4711");

        EngineSettings settings = settings(Map.of());

        assertThat(settings.network().proxy().orElseThrow().login())
                .hasValue(new ProxyServer.Login("server", Secret.of("secret-4711")));
        assertThat(settings.toString()).doesNotContain("4711");
    }

    @Test
    void refuseANameForTheProxyThatIsNone() {
        adapter.setProxy("proxy.corp:3128");
        adapter.setProxyUser("server:secret-4711");
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("must have no colon")
                .hasMessageNotContaining("4711");
    }

    @Test
    void leaveTheProxyOutForThisMachine() throws Exception {
        adapter.setProxy("proxy.corp:3128");
        assertThat(settings(Map.of()).network().proxy().orElseThrow().direct()).contains("localhost");
    }

    @Test
    void refuseAProxyThatIsNone() {
        adapter.setProxy("http://proxy.corp");
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining(
                        "proxy, noProxy and proxyUser: a proxy must be host:port, not 'http://proxy.corp'");
    }

    @Test
    void refuseAnAllowedAddressThatIsNone() {
        adapter.setEgressAllow("10.0.0.0/33");
        assertThatThrownBy(() -> settings(Map.of()))
                .isInstanceOf(ResourceAdapterInternalException.class)
                .hasMessageContaining("egressAllow")
                .hasMessageContaining("'10.0.0.0/33' is no host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT30S", "PT0.5S", "PT2M", "PT1H30M", "PT10M0S", ""})
    void takeATimeoutInIso8601(String timeout) throws Exception {
        typed.setTimeout(timeout);
        cci.setTimeout(timeout);
        assertThat(violated(typed)).isEmpty();
        assertThat(violated(cci)).isEmpty();
        Timeouts expected = timeout.isEmpty() ? Timeouts.NONE : Timeouts.ofTotal(Duration.parse(timeout));
        assertThat(typed.limits()).isEqualTo(expected);
        assertThat(cci.limits()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "30s", "PT", "PT0S", "PT0H0M", "-PT1S", "PT-1S", "P1D", "PTS", "PT1M30", " ", "${x}"})
    void refuseAnyOtherTimeout(String timeout) {
        typed.setTimeout(timeout);
        cci.setTimeout(timeout);
        assertThat(violated(typed)).containsExactly("timeout");
        assertThat(violated(cci)).containsExactly("timeout");
        assertThatThrownBy(() -> typed.createConnectionFactory(new StandaloneConnectionManager()))
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessageContaining("timeout must be an ISO 8601 duration above zero");
    }

    @Test
    void limitEachPartOfACallForItself() throws Exception {
        typed.setConnectTimeout("PT1S");
        typed.setIdleTimeout("PT3S");
        cci.setResponseHeaderTimeout("PT2S");
        assertThat(typed.limits()).isEqualTo(new Timeouts(Duration.ofSeconds(1), null, Duration.ofSeconds(3), null));
        assertThat(cci.limits()).isEqualTo(new Timeouts(null, Duration.ofSeconds(2), null, null));
    }

    @Test
    void nameTheLimitThatIsWrong() {
        typed.setConnectTimeout("soon");
        typed.setResponseHeaderTimeout("later");
        typed.setIdleTimeout("never");
        assertThat(violated(typed)).containsExactlyInAnyOrder("connectTimeout", "responseHeaderTimeout", "idleTimeout");
        assertThatThrownBy(typed::limits)
                .isInstanceOf(InvalidPropertyException.class)
                .hasMessage("connectTimeout must be an ISO 8601 duration above zero, such as PT30S or PT2M, not soon");
    }

    @Test
    void refuseNamesThatNoModelCanHave() {
        typed.setModel("m".repeat(101));
        cci.setConnection("c".repeat(101));
        assertThat(violated(typed)).containsExactly("model");
        assertThat(violated(cci)).containsExactly("connection");
    }

    private static List<String> violated(Object bean) {
        Validator validator = VALIDATION.getValidator();
        return validator.validate(bean).stream()
                .map(ConstraintViolation::getPropertyPath)
                .map(Object::toString)
                .toList();
    }
}
