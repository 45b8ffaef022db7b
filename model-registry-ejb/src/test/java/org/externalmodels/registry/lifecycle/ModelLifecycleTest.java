package org.externalmodels.registry.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Databases.class)
class ModelLifecycleTest {

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private TestRegistry registry;

    @BeforeEach
    void open() {
        registry = new TestRegistry(kind.empty(), data);
    }

    @Test
    void anActiveModelServesAsSoonAsItIsCommitted() {
        create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        ModelDefinition published = registry.directory().named("gpt").orElseThrow();
        assertThat(published.status()).isEqualTo(ModelDefinition.Status.ACTIVE);
        assertThat(published.revision()).isEqualTo(1);
        assertThat(published.connections())
                .singleElement()
                .satisfies(connection -> assertThat(connection.authentication())
                        .isEqualTo(new Authentication.ProviderKey(Secret.of("sk-1"))));
    }

    @Test
    void aDraftMayBeIncompleteAndIsPublishedAsADraft() {
        create(TestRegistry.definition("{'name': 'half'}"), false);

        ModelDefinition published = registry.directory().named("half").orElseThrow();
        assertThat(published.status()).isEqualTo(ModelDefinition.Status.DRAFT);
        assertThat(published.revision()).isZero();
    }

    @Test
    void confirmTellsAllThatIsMissingAtOnce() {
        String id = create(TestRegistry.definition("{'name': 'half', 'structure': 'openai-chat'}"), false);
        registry.directory().finds(DefinitionProblem.of("headers[0].name", "is not a token"));

        RegistryException refused = refused(lifecycle -> lifecycle.confirm(id, null));

        assertThat(refused.reason()).isEqualTo(Reason.INVALID);
        assertThat(refused.problems())
                .extracting(DefinitionProblem::field)
                .containsExactly("endpoint", "providerModel", "features", "headers[0].name");
        assertThat(detail(id).summary().status()).isEqualTo(ModelStatus.DRAFT);
    }

    @Test
    void aBrokenTemplateIsRefusedWhenItIsSavedWithItsPlace() {
        registry.directory().finds(DefinitionProblem.at("body", 2, 7, "The variable topic is not defined"));

        RegistryException refused = refused(lifecycle -> lifecycle.create(
                TestRegistry.definition("{'name': 't', 'body': '{}', 'structure': 'template'}"), List.of(), false));

        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.field()).isEqualTo("body");
            assertThat(problem.line()).hasValue(2);
            assertThat(problem.column()).hasValue(7);
        });
        assertThat(registry.directory().named("t")).isEmpty();
    }

    @Test
    void namesAreUniqueWithoutRegardToCase() {
        create(TestRegistry.chat("Claims"), true);

        RegistryException refused =
                refused(lifecycle -> lifecycle.create(TestRegistry.chat("CLAIMS"), List.of(), true));

        assertThat(refused.reason()).isEqualTo(Reason.TAKEN);
        assertThat(refused).hasMessageContaining("Claims");
    }

    @Test
    void aTakenNameIsToldBeforeItIsUsedAndNotToItsOwnModel() {
        String own = create(TestRegistry.chat("Claims"), true);

        assertThat(refused(lifecycle -> lifecycle.checkName("CLAIMS ", null)).reason())
                .isEqualTo(Reason.TAKEN);
        assertThat(refused(lifecycle -> lifecycle.checkName("", null)).problems())
                .singleElement()
                .extracting(DefinitionProblem::field)
                .isEqualTo("name");
        change(lifecycle -> lifecycle.checkName("CLAIMS", own));
    }

    @Test
    void anEditOfAnActiveModelWaitsForConfirmWhileTheOldRevisionServes() {
        String id = create(TestRegistry.chat("gpt"), true);

        change(lifecycle -> lifecycle.edit(id, null, with("gpt", "gpt-y"), List.of(), false));
        assertThat(registry.directory().named("gpt").orElseThrow().providerModel())
                .hasValue("gpt-x");
        assertThat(detail(id).draft().orElseThrow().providerModel()).isEqualTo("gpt-y");

        change(lifecycle -> lifecycle.confirm(id, null));
        ModelDefinition published = registry.directory().named("gpt").orElseThrow();
        assertThat(published.providerModel()).hasValue("gpt-y");
        assertThat(published.revision()).isEqualTo(2);
        assertThat(detail(id).draft()).isEmpty();
    }

    @Test
    void aDiscardedDraftLeavesWhatServes() {
        String id = create(TestRegistry.chat("gpt"), true);
        change(lifecycle -> lifecycle.edit(id, null, with("gpt", "gpt-y"), List.of(), false));

        change(lifecycle -> lifecycle.discardDraft(id, null));

        assertThat(detail(id).draft()).isEmpty();
        assertThat(detail(id).definition().providerModel()).isEqualTo("gpt-x");
    }

    @Test
    void aNewNameCountsFromConfirmOn() {
        String id = create(TestRegistry.chat("old"), true);

        change(lifecycle -> lifecycle.edit(id, null, TestRegistry.chat("new"), List.of(), false));
        assertThat(registry.directory().named("old")).isPresent();

        change(lifecycle -> lifecycle.confirm(id, null));
        assertThat(registry.directory().named("old")).isEmpty();
        assertThat(registry.directory().named("new")).isPresent();
    }

    @Test
    void theSecondOfTwoEditorsIsRefused() {
        String id = create(TestRegistry.chat("gpt"), true);
        long seen = detail(id).summary().version();
        change(lifecycle -> lifecycle.edit(id, seen, with("gpt", "first"), List.of(), false));

        RegistryException refused =
                refused(lifecycle -> lifecycle.edit(id, seen, with("gpt", "second"), List.of(), false));

        assertThat(refused.reason()).isEqualTo(Reason.STALE);
        assertThat(refused)
                .hasMessageContaining("at version " + detail(id).summary().version() + " now, not at " + seen);
        assertThat(detail(id).newest().providerModel()).isEqualTo("first");
    }

    @Test
    void movingToAnotherHostAsksForTheKeysAgain() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));
        Definition moved = at("gpt", "https://elsewhere.example/v1/chat/completions");

        RegistryException refused = refused(lifecycle -> lifecycle.edit(id, null, moved, List.of(), false));
        assertThat(refused).hasMessageContaining("main");

        change(lifecycle -> lifecycle.edit(id, null, moved, List.of(GivenConnection.of("main", "sk-2")), false));
        assertThat(publishedKey("gpt")).isEqualTo("sk-1");

        change(lifecycle -> lifecycle.confirm(id, null));
        assertThat(publishedKey("gpt")).isEqualTo("sk-2");
    }

    @Test
    void aKeyThatCameBeforeTheEndpointIsForTheFirstOne() {
        String id = create(TestRegistry.definition("{'name': 'gpt'}"), false, GivenConnection.of("main", "sk-1"));

        change(lifecycle -> lifecycle.edit(id, null, TestRegistry.chat("gpt"), List.of(), true));

        assertThat(publishedKey("gpt")).isEqualTo("sk-1");
        assertThat(refused(lifecycle ->
                        lifecycle.edit(id, null, at("gpt", "https://elsewhere.example/v1"), List.of(), false)))
                .hasMessageContaining("give the key of main again");
    }

    @Test
    void whereAKeyGoesIsNotForAnotherEditorToSay() {
        String id = create(TestRegistry.definition("{'name': 'gpt'}"), false, GivenConnection.of("main", "sk-1"));

        RegistryException refused = catchThrowableOfType(
                RegistryException.class,
                () -> registry.lifecycle(TestRegistry.EDITOR, lifecycle -> {
                    lifecycle.edit(id, null, TestRegistry.chat("gpt"), List.of(), false);
                    return null;
                }));

        assertThat(refused).hasMessageContaining("main").hasMessageContaining("ada");
    }

    @Test
    void aKeyOfAnAdministratorIsNotBoundByAnEditorsEndpoint() {
        GivenConnection keyless = new GivenConnection("main", Optional.empty(), Optional.empty());
        String id = registry.lifecycle(
                TestRegistry.EDITOR,
                lifecycle -> lifecycle.create(TestRegistry.definition("{'name': 'gpt'}"), List.of(keyless), false));

        RegistryException refused = refused(lifecycle -> lifecycle.edit(
                id,
                null,
                TestRegistry.definition("{'name': 'gpt'}"),
                List.of(GivenConnection.of("main", "sk-1")),
                false));

        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("endpoint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://provider.example/v1/chat/completions",
                "https://provider.example:8443/v1/chat/completions",
                "https://sub.provider.example/v1/chat/completions"
            })
    void anotherSchemePortOrNameAsksForTheKeysAgainToo(String endpoint) {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        assertThat(refused(lifecycle -> lifecycle.edit(id, null, at("gpt", endpoint), List.of(), true)))
                .hasMessageContaining("give the key of main again");
    }

    @Test
    void nothingThatIsWrittenIsExpanded() {
        String text = "${HOME} #{1+1} $PATH ${env.PATH} {{prompt}}";
        String id = create(
                TestRegistry.definition("""
                {'name': '%s', 'endpoint': 'https://provider.example/x', 'structure': 'openai-chat',
                 'providerModel': '%s', 'features': ['streaming'],
                 'headers': [{'name': 'X-Plain', 'value': '%s', 'secret': false},
                             {'name': 'X-Secret', 'value': '%s', 'secret': true}]}""".formatted(text, text, text, text)), true, GivenConnection.of("main", text));

        ModelDefinition published = registry.directory().named(text).orElseThrow();
        assertThat(published.providerModel()).hasValue(text);
        assertThat(published.headers())
                .extracting(header -> header.value().reveal())
                .containsExactly(text, text);
        assertThat(publishedKey(text)).isEqualTo(text);
        assertThat(registry.prepareTest(id, null).headers())
                .extracting(header -> header.value().reveal())
                .containsExactly(text, text);
    }

    @Test
    void anotherPathOnTheSameHostKeepsTheKeys() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        change(lifecycle ->
                lifecycle.edit(id, null, at("gpt", "https://PROVIDER.example:443/v2/chat"), List.of(), true));

        assertThat(publishedKey("gpt")).isEqualTo("sk-1");
    }

    @Test
    void aSecretHeaderIsKeptUnseenAndGivenAgainForAnotherHost() {
        String id = create(withSecretHeader("https://provider.example/x", "'hush'"), true);
        assertThat(detail(id).definition().headers().get(0).value()).isEqualTo(Secret.MASK);

        change(lifecycle ->
                lifecycle.edit(id, null, withSecretHeader("https://provider.example/y", "null"), List.of(), true));
        assertThat(registry.directory()
                        .named("h")
                        .orElseThrow()
                        .headers()
                        .get(0)
                        .value())
                .isEqualTo(Secret.of("hush"));

        RegistryException refused = refused(lifecycle ->
                lifecycle.edit(id, null, withSecretHeader("https://elsewhere.example/y", "null"), List.of(), true));
        assertThat(refused.problems()).extracting(DefinitionProblem::field).containsExactly("headers[0].value");
    }

    @Test
    void aCopyIsADraftUnderAFreeNameWithoutSecrets() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        String first = registry.lifecycle(lifecycle -> lifecycle.copy(id));
        String second = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(detail(first).summary().name()).isEqualTo("gpt (copy)");
        assertThat(detail(second).summary().name()).isEqualTo("gpt (copy 2)");
        assertThat(detail(first).summary().status()).isEqualTo(ModelStatus.DRAFT);
        assertThat(detail(first).connections()).isEmpty();
    }

    @Test
    void aCopyHasTheSettingsOfItsModelButNoSecretValue() {
        String id = create(TestRegistry.definition("""
                {'name': 'h', 'endpoint': 'https://provider.example/x', 'structure': 'openai-chat', 'providerModel': 'm',
                 'features': ['streaming'], 'headers': [{'name': 'X-Key', 'value': 'hush', 'secret': true},
                                                        {'name': 'X-Team', 'value': 'claims', 'secret': false}]}"""), true);

        String copy = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        Definition copied = detail(copy).definition();
        assertThat(copied.headers())
                .containsExactly(Header.of("X-Key", null, true), Header.of("X-Team", "claims", false));
        assertThat(copied.withName("h").withHeaders(List.of()))
                .isEqualTo(detail(id).definition().withHeaders(List.of()));
    }

    @Test
    void anEasyModelIsCopiedToo() {
        String id = create(
                TestRegistry.definition(
                        "{'name': 'easy', 'integration': 'EASY', 'provider': 'openai', 'providerModel': 'gpt-4o'}"),
                true,
                GivenConnection.of("main", "sk-1"));

        String copy = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(detail(copy).summary().source()).isEqualTo("OpenAI");
        assertThat(detail(copy).summary().status()).isEqualTo(ModelStatus.DRAFT);
        assertThat(detail(copy).definition().providerModel()).isEqualTo("gpt-4o");
        assertThat(detail(copy).connections()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {90, 91, 92, 93, 94, 98})
    void theNameOfACopyIsNoLongerThanNamesAreAndCutsNoCharacterInHalf(int before) {
        String name = "n".repeat(before) + "\ud83d\ude80" + "n".repeat(99 - before);
        String id = create(TestRegistry.chat(name), true);

        String copy = registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(detail(copy).summary().name())
                .matches(text -> DatabaseText.length(text) == 100, "is as long as a name may be")
                .endsWith(" (copy)")
                .matches(text -> DatabaseText.fits(text), "has whole characters only");
    }

    @Test
    void theSwitchIsPublishedAtOnce() {
        String id = create(TestRegistry.chat("gpt"), true);

        change(lifecycle -> lifecycle.switchInferencing(id, false, null));

        assertThat(registry.directory().named("gpt").orElseThrow().inferencing())
                .isFalse();
    }

    @Test
    void aDeletedModelIsGoneEverywhereButInTheAuditLog() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-1"));

        change(lifecycle -> lifecycle.delete(id, null));

        assertThat(registry.directory().named("gpt")).isEmpty();
        assertThat(refused(lifecycle -> lifecycle.confirm(id, null)).reason()).isEqualTo(Reason.NOT_FOUND);
        long secrets = registry.database()
                .inTransaction(entities -> entities.createQuery("select count(s) from StoredSecret s", Long.class)
                        .getSingleResult());
        assertThat(secrets).isZero();
        assertThat(registry.audit())
                .extracting(AuditEntry::action, AuditEntry::targetName, AuditEntry::actor)
                .last()
                .isEqualTo(tuple("model.deleted", "gpt", "ada"));
    }

    @Test
    void everyChangeLeavesAnAuditEntryWithoutSecrets() {
        String id = create(TestRegistry.chat("gpt"), true, GivenConnection.of("main", "sk-canary"));
        change(lifecycle -> lifecycle.switchInferencing(id, false, null));
        registry.lifecycle(lifecycle -> lifecycle.copy(id));

        assertThat(registry.audit())
                .extracting(AuditEntry::action)
                .containsExactly("model.added", "connection.added", "model.confirmed", "model.toggled", "model.copied");
        assertThat(registry.audit())
                .allSatisfy(entry -> assertThat(entry.before() + entry.after()).doesNotContain("sk-canary"));
    }

    @Test
    void connectionsThatComeAndGoWithTheirModelAreInTheAuditLog() {
        String id = create(
                TestRegistry.chat("gpt"), false, GivenConnection.of("a", "sk-1"), GivenConnection.of("b", "sk-2"));
        change(lifecycle -> lifecycle.delete(id, null));

        assertThat(registry.audit())
                .filteredOn(entry -> entry.targetKind().equals("connection"))
                .extracting(AuditEntry::action, AuditEntry::targetName)
                .containsExactly(
                        tuple("connection.added", "gpt/a"),
                        tuple("connection.added", "gpt/b"),
                        tuple("connection.deleted", "gpt/a"),
                        tuple("connection.deleted", "gpt/b"));
    }

    @Test
    void ofASecretTheAuditLogSaysOnlyThatItChanged() {
        String id =
                create(withSecretHeader("https://one.example/v1", "'hush'"), true, GivenConnection.of("main", "sk-1"));
        change(lifecycle ->
                lifecycle.edit(id, null, withSecretHeader("https://one.example/v1", "null"), List.of(), true));
        change(lifecycle -> lifecycle.edit(
                id,
                null,
                withSecretHeader("https://two.example/v1", "'louder'"),
                List.of(GivenConnection.of("main", "sk-2")),
                true));

        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("model.confirmed"))
                .extracting(entry -> header(entry.before()), entry -> header(entry.after()))
                .containsExactly(
                        tuple(null, Secret.MASK), tuple(Secret.MASK, Secret.MASK), tuple(Secret.MASK, "changed"));
        assertThat(registry.audit())
                .filteredOn(entry -> entry.action().equals("connection.rotated"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.targetName()).isEqualTo("h/main");
                    assertThat(entry.before()).doesNotContain("apiKey");
                    assertThat(entry.after()).contains("\"apiKey\":\"changed\"");
                });
        assertThat(registry.audit())
                .allSatisfy(entry -> assertThat(entry.before() + entry.after())
                        .doesNotContain("hush", "louder", "sk-1", "sk-2", "reference"));
    }

    private static String header(String document) {
        if (document == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            return reader.readObject().getJsonArray("headers").getJsonObject(0).getString("value", null);
        }
    }

    @Test
    void whatIsRolledBackIsNeitherAuditedNorPublished() {
        refused(lifecycle -> lifecycle.create(
                TestRegistry.definition("{'name': 'half', 'structure': 'openai-chat'}"), List.of(), true));

        assertThat(registry.audit()).isEmpty();
        assertThat(registry.directory().named("half")).isEmpty();
    }

    @Test
    void aChangeThatCannotBeAuditedIsNotMade() {
        String id = create(TestRegistry.chat("gpt"), true);
        sql("alter table audit_entry add constraint log_is_full check (action <> 'model.toggled')");
        try {
            assertThatThrownBy(() -> change(lifecycle -> lifecycle.switchInferencing(id, false, null)))
                    .hasStackTraceContaining("audit_entry");
        } finally {
            sql("alter table audit_entry drop constraint log_is_full");
        }

        assertThat(detail(id).summary().inferencing()).isTrue();
        assertThat(registry.directory().named("gpt").orElseThrow().inferencing())
                .isTrue();
    }

    private void sql(String statement) {
        registry.database()
                .run(entities -> entities.createNativeQuery(statement).executeUpdate());
    }

    private String create(Definition definition, boolean confirm, GivenConnection... connections) {
        return registry.lifecycle(lifecycle -> lifecycle.create(definition, List.of(connections), confirm));
    }

    private void change(Consumer<ModelLifecycle> work) {
        registry.lifecycle(lifecycle -> {
            work.accept(lifecycle);
            return null;
        });
    }

    private RegistryException refused(Consumer<ModelLifecycle> work) {
        return catchThrowableOfType(RegistryException.class, () -> change(work));
    }

    private ModelDetail detail(String id) {
        return registry.catalog(catalog -> catalog.find(id));
    }

    private String publishedKey(String name) {
        Authentication authentication = registry.directory()
                .named(name)
                .orElseThrow()
                .connections()
                .get(0)
                .authentication();
        return ((Authentication.ProviderKey) authentication).key().reveal();
    }

    private static Definition with(String name, String providerModel) {
        return TestRegistry.definition("""
                {'name': '%s', 'endpoint': 'https://provider.example/v1/chat/completions', 'structure': 'openai-chat',
                 'providerModel': '%s', 'features': ['streaming']}""".formatted(name, providerModel));
    }

    private static Definition withSecretHeader(String endpoint, String value) {
        return TestRegistry.definition("""
                {'name': 'h', 'endpoint': '%s', 'structure': 'openai-chat', 'providerModel': 'm', 'features': ['streaming'],
                 'headers': [{'name': 'X-Key', 'value': %s, 'secret': true}]}""".formatted(endpoint, value));
    }

    private static Definition at(String name, String endpoint) {
        return TestRegistry.definition("""
                {'name': '%s', 'endpoint': '%s', 'structure': 'openai-chat', 'providerModel': 'gpt-x',
                 'features': ['streaming']}""".formatted(name, endpoint));
    }
}
