package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection never takes the model out of service that it is added to: what would is refused, by the adapter's own eyes. */
@ParameterizedClass
@EnumSource(Databases.class)
class ServingConnectionsTest {

    private static final Definition CHAT = TestRegistry.chat("gpt");
    private static final Definition AZURE = TestRegistry.definition(
            "{'name': 'gpt', 'integration': 'EASY', 'provider': 'azure-openai', 'providerModel': 'gpt-4o'}");
    private static final String RESOURCE = "https://claims.openai.azure.com";

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private StandaloneAdapter adapter;
    private TestRegistry registry;

    @BeforeEach
    void open() {
        adapter = StandaloneAdapter.start(new EngineSettings(data.resolve("journal"), Duration.ofMillis(50), 20));
        registry = new TestRegistry(kind.empty(), data, adapter.directory());
    }

    @AfterEach
    void close() {
        adapter.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://2130706433/v1",
                "http://0x7f000001/v1",
                "http://0177.0.0.1/v1",
                "http://127.1/v1",
                "http://[::ffff:169.254.169.254]/v1",
                "http://provider.example./v1"
            })
    void anAddressWhereNoCallCanGoIsRefusedWhenItIsSaved(String address) {
        String model = create(CHAT, GivenConnection.of("main", "sk-1"));
        String main = connections(model).get(0).id();

        assertRefused("baseUrl", () -> add(model, at("odd", "sk-2", address)));
        assertRefused("baseUrl", () -> edit(model, main, at("main", "sk-1", address)));
        for (boolean confirm : new boolean[] {false, true}) {
            Definition other = CHAT.withName("other");
            assertRefused(
                    "connections[1].baseUrl",
                    () -> registry.lifecycle(lifecycle -> lifecycle.create(
                            other, List.of(GivenConnection.of("a", "sk-1"), at("b", "sk-2", address)), confirm)));
        }

        assertThat(served()).containsExactly("gpt");
        assertThat(connections(model))
                .singleElement()
                .satisfies(connection -> assertThat(connection.baseUrl()).isEmpty());
    }

    @Test
    void whatTheProviderNeedsIsRequiredOfAConnectionOfAModelThatServes() {
        String model = create(AZURE, at("main", "sk-1", RESOURCE));
        String main = connections(model).get(0).id();

        assertRefused("baseUrl", () -> add(model, GivenConnection.of("spare", "sk-2")));
        assertRefused("baseUrl", () -> edit(model, main, GivenConnection.of("main", null)));

        add(model, at("spare", "sk-2", RESOURCE + "/"));
        assertThat(served()).containsExactly("gpt");
    }

    @Test
    void aRoleIsRefusedWhereNobodyKnowsIt() {
        String model = create(CHAT, GivenConnection.of("main", "sk-1"));
        AwsAccess role = new AwsAccess("arn:aws:iam::123456789012:role/models", "eu-central-1", null, null);

        assertRefused(
                "roleArn", () -> add(model, new GivenConnection("role", Optional.empty(), Optional.empty(), role)));
    }

    @Test
    void aConnectionOfADraftMayLackThem() {
        String draft = registry.lifecycle(lifecycle -> lifecycle.create(AZURE, List.of(), false));

        add(draft, GivenConnection.of("main", "sk-1"));

        assertRefused(
                "connections",
                () -> registry.lifecycle(lifecycle -> {
                    lifecycle.confirm(draft, null);
                    return null;
                }));
    }

    @Test
    void aModelOfAProviderWithoutOneAddressHasNoConnectionAfterItsLast() {
        String model = create(AZURE, at("main", "sk-1", RESOURCE));

        registry.connections(connections -> {
            connections.delete(model, connections(model).get(0).id(), null);
            return null;
        });

        try (ModelConnection gpt = adapter.directory().connect(CallOrigin.APPLICATION, "gpt", null)) {
            InferenceException failed =
                    catchThrowableOfType(InferenceException.class, () -> gpt.infer(InferenceRequest.prompt("hello")));
            assertThat(failed.code()).isEqualTo(FailureCode.NO_ACTIVE_CONNECTION);
        }
    }

    @Test
    void allThatIsWrongWithANewModelAndItsConnectionsIsToldAtOnce() {
        Definition definition = TestRegistry.definition("""
                {'name': 'gpt', 'endpoint': 'http://2130706433/v1', 'structure': 'openai-chat',
                 'authorizationProfile': 'nobody'}""");
        AwsAccess role = new AwsAccess("arn:aws:iam::123456789012:role/models", "eu-central-1", null, null);
        List<GivenConnection> connections = List.of(
                at("a", "line\nbreak", null),
                at("b", "sk-1", "http://127.1/"),
                new GivenConnection("c", Optional.empty(), Optional.empty(), role));

        assertThat(refused(() -> registry.lifecycle(lifecycle -> lifecycle.create(definition, connections, true)))
                        .problems())
                .extracting(DefinitionProblem::field)
                .containsExactlyInAnyOrder(
                        "endpoint",
                        "providerModel",
                        "features",
                        "authorizationProfile",
                        "connections[0].apiKey",
                        "connections[1].baseUrl",
                        "connections[2].roleArn");
    }

    private String create(Definition definition, GivenConnection connection) {
        String id = registry.lifecycle(lifecycle -> lifecycle.create(definition, List.of(connection), true));
        assertThat(served()).containsExactly("gpt");
        return id;
    }

    private void add(String model, GivenConnection given) {
        registry.connections(connections -> connections.add(model, given));
    }

    private void edit(String model, String id, GivenConnection given) {
        registry.connections(connections -> {
            connections.edit(model, id, null, given);
            return null;
        });
    }

    private static GivenConnection at(String name, String key, String address) {
        return new GivenConnection(name, Optional.ofNullable(key).map(Secret::of), Optional.ofNullable(address));
    }

    private List<ConnectionDetail> connections(String model) {
        return registry.catalog(catalog -> catalog.connections(model));
    }

    /** The models that calls find. */
    private List<String> served() {
        return adapter.directory().models().stream().map(model -> model.name()).toList();
    }

    private static void assertRefused(String field, Runnable work) {
        assertThat(refused(work).problems())
                .extracting(DefinitionProblem::field)
                .containsExactly(field);
    }

    private static RegistryException refused(Runnable work) {
        return catchThrowableOfType(RegistryException.class, work::run);
    }
}
