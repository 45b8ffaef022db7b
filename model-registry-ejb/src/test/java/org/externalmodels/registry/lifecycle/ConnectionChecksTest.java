package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.RecordingDirectory;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Databases.class)
class ConnectionChecksTest {

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private TestRegistry registry;
    private String model;
    private String main;

    @BeforeEach
    void open() {
        registry = new TestRegistry(kind.empty(), data);
        model = registry.lifecycle(lifecycle ->
                lifecycle.create(TestRegistry.chat("gpt"), List.of(GivenConnection.of("main", "sk-old")), true));
        main = shown().id();
    }

    @Test
    void whatTheProviderTakesIsVerifiedUntilTheKeyIsReplaced() {
        assertThat(shown().verification()).isEqualTo(Verification.UNVERIFIED);

        theProviderTakes("sk-old");
        registry.checks(TestRegistry.EDITOR).check(model, main);
        assertThat(shown().verification()).isEqualTo(Verification.VERIFIED);
        assertThat(shown().checkedBy()).hasValue(TestRegistry.EDITOR.name());

        replaceKeyUnchecked("sk-other");
        assertThat(shown().verification()).isEqualTo(Verification.UNVERIFIED);
        assertThat(shown().checkedOn()).isEmpty();
    }

    @Test
    void whatTheProviderRefusesIsMarkedWithItsWords() {
        theProviderTakes("sk-another");

        registry.checks(TestRegistry.ADMIN).check(model, main);

        assertThat(shown().verification()).isEqualTo(Verification.REFUSED);
        assertThat(shown().checkMessage().orElseThrow()).contains("no such key");
        assertThat(registry.audit())
                .last()
                .satisfies(entry -> assertThat(entry.action()).isEqualTo("connection.checked"));
    }

    @Test
    void whatWasFoundSaysNothingOfAnotherPathOfTheSameHost() {
        theProviderTakes("sk-another");
        registry.checks(TestRegistry.ADMIN).check(model, main);

        registry.connections(connections -> {
            connections.edit(model, main, null, Optional.empty(), Optional.of("https://provider.example/openai/v1"));
            return null;
        });

        assertThat(shown().verification()).isEqualTo(Verification.UNVERIFIED);
        assertThat(shown().checkMessage()).isEmpty();
    }

    @Test
    void aRoleThatDoesNotTrustThisServerYetIsAwaited() {
        registry.directory()
                .answers(definition -> failed(
                        FailureCode.AUTHENTICATION_FAILED, "trust: role models does not let this server assume it"));

        registry.checks(TestRegistry.ADMIN).check(model, main);

        assertThat(shown().verification()).isEqualTo(Verification.AWAITING_TRUST);
        assertThat(shown().checkMessage().orElseThrow()).contains("does not let this server assume it");
    }

    @Test
    void whatCannotBeToldIsUnverifiedAndSaysWhy() {
        registry.checks(TestRegistry.ADMIN).check(model, main);

        assertThat(shown().verification()).isEqualTo(Verification.UNVERIFIED);
        assertThat(shown().checkMessage().orElseThrow()).contains("nobody answers");
    }

    @Test
    void anAnswerWithoutTheOutputVerifiesToo() {
        registry.directory().answers(definition -> failed(FailureCode.OUTPUT_NOT_FOUND, "nothing there"));

        registry.checks(TestRegistry.ADMIN).check(model, main);

        assertThat(shown().verification()).isEqualTo(Verification.VERIFIED);
    }

    @Test
    void aConnectionThatIsSwitchedOffIsCheckedAsIfItWereOn() {
        registry.connections(connections -> {
            connections.switchInferencing(model, main, false, null);
            return null;
        });
        theProviderTakes("sk-old");

        registry.checks(TestRegistry.ADMIN).check(model, main);

        RecordingDirectory.Probe probe = registry.directory().probes().get(0);
        assertThat(probe.definition().connections()).singleElement().satisfies(tried -> {
            assertThat(tried.name()).isEqualTo("main");
            assertThat(tried.inferencing()).isTrue();
        });
        assertThat(shown().inferencing()).isFalse();
        assertThat(shown().verification()).isEqualTo(Verification.VERIFIED);
    }

    @Test
    void theCheapestRequestGivesATemplateItsRequiredVariables() {
        String template = registry.lifecycle(lifecycle ->
                lifecycle.create(TestRegistry.definition("""
                        {'name': 't', 'endpoint': 'https://provider.example/v1', 'body': '{}',
                         'paths': {'output': 'text'},
                         'variables': [{'name': 'prompt', 'type': 'string', 'required': true},
                                       {'name': 'count', 'type': 'integer', 'required': true},
                                       {'name': 'tone', 'type': 'string', 'required': true, 'default': 'dry'},
                                       {'name': 'other', 'type': 'string', 'required': false}]}"""), List.of(GivenConnection.of("main", null)), true));
        String id = registry.catalog(catalog -> catalog.connections(template))
                .get(0)
                .id();

        registry.checks(TestRegistry.ADMIN).check(template, id);

        assertThat(registry.directory().probes().get(0).request().variables())
                .isEqualTo(Map.of("prompt", "Hi", "count", 1));
    }

    @Test
    void aNewKeyServesOnceTheProviderHasTakenIt() {
        theProviderTakes("sk-new");

        registry.checks(TestRegistry.ADMIN).rotate(model, main, null, Secret.of("sk-new"));

        assertThat(servedKey()).isEqualTo("sk-new");
        assertThat(shown().verification()).isEqualTo(Verification.VERIFIED);
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("connection.rotated"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.after()).contains("\"apiKey\":\"changed\""));
        assertThat(registry.audit())
                .allSatisfy(entry -> assertThat(entry.before() + entry.after()).doesNotContain("sk-new"));
    }

    @Test
    void theOldKeyServesWhileTheNewOneIsTried() {
        String[] servedMeanwhile = new String[1];
        registry.directory().answers(definition -> {
            servedMeanwhile[0] = servedKey();
            return answered();
        });

        registry.checks(TestRegistry.ADMIN).rotate(model, main, null, Secret.of("sk-new"));

        assertThat(servedMeanwhile[0]).isEqualTo("sk-old");
    }

    @Test
    void aNewKeyThatTheProviderRefusesLeavesTheOldOne() {
        theProviderTakes("sk-old");

        RegistryException refused = refusedRotation(TestRegistry.ADMIN, null, "sk-wrong");

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("apiKey");
            assertThat(problem.message()).contains("no such key", "keeps the old one");
        });
        assertThat(servedKey()).isEqualTo("sk-old");
        assertThat(refusals()).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(TestRegistry.ADMIN.name());
            assertThat(entry.targetName()).isEqualTo("gpt/main");
            assertThat(entry.after()).contains("INVALID", "no such key").doesNotContain("sk-wrong");
        });
    }

    @Test
    void aProviderThatCannotBeAskedLeavesTheOldKey() {
        RegistryException refused = refusedRotation(TestRegistry.ADMIN, null, "sk-new");

        assertThat(refused).hasMessageContaining("could not be told").hasMessageContaining("nobody answers");
        assertThat(servedKey()).isEqualTo("sk-old");
    }

    @Test
    void theKeyOfAnotherConnectionIsRefusedBeforeItIsTried() {
        registry.connections(connections -> connections.add(model, GivenConnection.of("second", "sk-2")));

        RegistryException refused = refusedRotation(TestRegistry.ADMIN, null, "sk-2");

        assertThat(refused.reason()).isEqualTo(Reason.TAKEN);
        assertThat(refused).hasMessageContaining("second");
        assertThat(registry.directory().probes()).isEmpty();
    }

    @Test
    void anEditorRotatesOnlyOwnKeys() {
        theProviderTakes("sk-new");

        assertThat(refusedRotation(TestRegistry.EDITOR, null, "sk-new").reason())
                .isEqualTo(Reason.FORBIDDEN);
        assertThat(registry.directory().probes()).isEmpty();
        assertThat(refusals()).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(TestRegistry.EDITOR.name());
            assertThat(entry.after()).contains("FORBIDDEN");
        });
    }

    @Test
    void aKeyReplacedWhileAnotherOneIsTriedIsNotOverwritten() {
        registry.directory().answers(definition -> {
            replaceKeyUnchecked("sk-meanwhile");
            return answered();
        });

        assertThat(refusedRotation(TestRegistry.ADMIN, null, "sk-new").reason()).isEqualTo(Reason.STALE);
        assertThat(servedKey()).isEqualTo("sk-meanwhile");
    }

    @Test
    void aKeyIsNotStoredForAHostWhereItWasNotTried() {
        registry.directory().answers(definition -> {
            registry.lifecycle(lifecycle -> {
                lifecycle.edit(
                        model,
                        null,
                        TestRegistry.definition("""
                                {'name': 'gpt', 'endpoint': 'https://elsewhere.example/v1', 'structure': 'openai-chat',
                                 'providerModel': 'gpt-x', 'features': ['streaming']}"""),
                        List.of(GivenConnection.of("main", "sk-elsewhere")),
                        true);
                return null;
            });
            return answered();
        });

        assertThat(refusedRotation(TestRegistry.ADMIN, null, "sk-new").reason()).isEqualTo(Reason.STALE);
        assertThat(servedKey()).isEqualTo("sk-elsewhere");
    }

    @Test
    void aTestThatSucceededVerifiesTheConnectionThatItWasMadeWith() {
        theProviderTakes("sk-old");

        registry.tests(TestRegistry.EDITOR).test(model, "main", Map.of("prompt", "Hi"));
        registry.tests(TestRegistry.ADMIN).test(model, "main", Map.of("prompt", "Hi"));

        assertThat(shown().verification()).isEqualTo(Verification.VERIFIED);
        assertThat(shown().checkedBy()).hasValue(TestRegistry.EDITOR.name());
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("connection.checked"))
                .hasSize(1);
    }

    @Test
    void aTestOfAKeyThatIsReplacedMeanwhileVerifiesNothing() {
        registry.directory().answers(definition -> {
            replaceKeyUnchecked("sk-meanwhile");
            return answered();
        });

        registry.tests(TestRegistry.ADMIN).test(model, "main", Map.of("prompt", "Hi"));

        assertThat(shown().verification()).isEqualTo(Verification.UNVERIFIED);
    }

    @Test
    void aTestThatFailedVerifiesNothing() {
        theProviderTakes("sk-another");

        registry.tests(TestRegistry.ADMIN).test(model, "main", Map.of("prompt", "Hi"));

        assertThat(shown().verification()).isEqualTo(Verification.UNVERIFIED);
        assertThat(testedOn(1)).isEmpty();
    }

    @Test
    void aRevisionIsTestedUntilItIsWrittenOtherwise() {
        registry.directory().answers(definition -> answered());
        registry.tests(TestRegistry.ADMIN).test(model, null, Map.of("prompt", "Hi"));
        assertThat(testedOn(1)).isPresent();

        write("gpt-y");
        assertThat(testedOn(2)).isEmpty();
        registry.tests(TestRegistry.ADMIN).test(model, null, Map.of("prompt", "Hi"));
        assertThat(testedOn(2)).isPresent();
        write("gpt-y");
        assertThat(testedOn(2)).isPresent();
        write("gpt-z");
        assertThat(testedOn(2)).isEmpty();
    }

    private void write(String providerModel) {
        registry.lifecycle(lifecycle -> {
            lifecycle.edit(model, null, TestRegistry.definition("""
                            {'name': 'gpt', 'endpoint': 'https://provider.example/v1/chat/completions',
                             'structure': 'openai-chat', 'providerModel': '%s', 'features': ['streaming']}""".formatted(providerModel)), List.of(), false);
            return null;
        });
    }

    private Optional<Instant> testedOn(int revision) {
        return registry.history(history -> history.find(model, revision))
                .summary()
                .testedOn();
    }

    private List<AuditEntry> refusals() {
        return registry.audit().stream()
                .filter(entry -> entry.action().equals("connection.rotation-refused"))
                .toList();
    }

    private RegistryException refusedRotation(Actor actor, Long seenVersion, String key) {
        return catchThrowableOfType(
                RegistryException.class, () -> registry.checks(actor).rotate(model, main, seenVersion, Secret.of(key)));
    }

    private void replaceKeyUnchecked(String key) {
        registry.connections(connections -> {
            connections.edit(model, main, null, Optional.of(Secret.of(key)), Optional.empty());
            return null;
        });
    }

    private void theProviderTakes(String key) {
        registry.directory()
                .answers(definition -> key(definition.connections().get(0)).equals(key)
                        ? answered()
                        : failed(FailureCode.AUTHENTICATION_FAILED, "the provider answered 401: no such key"));
    }

    private static ProbeResult answered() {
        InferenceResponse response = new InferenceResponse(
                "Hi",
                Optional.empty(),
                List.of(),
                List.of(),
                FinishReason.STOP,
                InferenceResponse.Structure.NONE,
                TokenUsage.UNKNOWN,
                "gpt",
                "main",
                Optional.empty(),
                "trace");
        return result(Optional.of(response), Optional.empty());
    }

    private static ProbeResult failed(FailureCode code, String message) {
        return result(Optional.empty(), Optional.of(new InferenceException(code, message)));
    }

    private static ProbeResult result(Optional<InferenceResponse> response, Optional<InferenceException> failure) {
        return new ProbeResult(
                new ProbeResult.Sent("POST", URI.create("https://provider.example/v1"), Map.of(), "{}"),
                Optional.empty(),
                Duration.ofMillis(1),
                response,
                failure);
    }

    private ConnectionDetail shown() {
        return registry.catalog(catalog -> catalog.connections(model)).get(0);
    }

    private String servedKey() {
        ModelDefinition served = registry.directory().named("gpt").orElseThrow();
        return key(served.connections().get(0));
    }

    private static String key(ConnectionDefinition connection) {
        return ((Authentication.ProviderKey) connection.authentication()).key().reveal();
    }
}
