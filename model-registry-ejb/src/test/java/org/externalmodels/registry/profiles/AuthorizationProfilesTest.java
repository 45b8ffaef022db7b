package org.externalmodels.registry.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ConnectionStatus;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.GivenProfiles;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AuthorizationProfilesTest {

    @TempDir
    private Path data;

    private TestRegistry registry;

    @ParameterizedTest
    @EnumSource
    void aModelSendsWhatItsProfileHas(Databases kind) {
        open(kind);
        create(GivenProfiles.of(
                "{'name': 'Crm', 'type': 'API_KEY', 'placement': 'QUERY', 'parameter': 'k', 'key': 'hush'}"));

        String model = model(TestRegistry.ADMIN, "gpt", "crm", "https://provider.example/v1/chat/completions");

        assertThat(connection("gpt").inferencing()).isTrue();
        assertThat(connection("gpt").authentication()).isEqualTo(new Authentication.QueryKey("k", Secret.of("hush")));
        assertThat(status(model)).isEqualTo(ConnectionStatus.ACTIVE);
    }

    @ParameterizedTest
    @EnumSource
    void anEditReachesTheModelsThatReferToIt(Databases kind) {
        open(kind);
        String profile = create(GivenProfiles.client("idp", "https://login.example/token", "c1", "s1"));
        model(TestRegistry.ADMIN, "gpt", "idp", "https://provider.example/v1/chat/completions");

        edit(
                TestRegistry.ADMIN,
                profile,
                GivenProfiles.client("idp", "https://login.example/v2/token", "c2", Secret.MASK));

        OAuth2 published = (OAuth2) connection("gpt").authentication();
        assertThat(published.tokenEndpoint()).isEqualTo(URI.create("https://login.example/v2/token"));
        assertThat(published.clientId()).isEqualTo("c2");
        assertThat(published.clientSecret()).as("kept").isEqualTo(Secret.of("s1"));
        assertThat(published.fields())
                .singleElement()
                .satisfies(field -> assertThat(field.name()).isEqualTo("audience"));
    }

    @ParameterizedTest
    @EnumSource
    void aTokenEndpointThatMovesToAnotherHostNeedsTheSecretAgain(Databases kind) {
        open(kind);
        String profile = create(GivenProfiles.client("idp", "https://login.example/token", "c", "s1"));

        assertThat(refused(() -> edit(
                        TestRegistry.ADMIN,
                        profile,
                        GivenProfiles.client("idp", "https://evil.example/token", "c", Secret.MASK))))
                .hasMessageContaining("clientSecret")
                .hasMessageContaining("another host");

        edit(TestRegistry.ADMIN, profile, GivenProfiles.client("idp", "https://new.example/token", "c", "s2"));
        assertThat(secretRows()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void aProfileThatIsUsedStaysAndKeepsItsName(Databases kind) {
        open(kind);
        String profile = create(GivenProfiles.bearer("shared", "hush"));
        String model = model(TestRegistry.ADMIN, "gpt", "shared", "https://provider.example/v1/chat/completions");

        assertThat(refused(() -> delete(profile)))
                .hasMessageContaining("gpt")
                .extracting(RegistryException::reason)
                .isEqualTo(RegistryException.Reason.TAKEN);
        assertThat(refused(() -> edit(TestRegistry.ADMIN, profile, GivenProfiles.bearer("other", Secret.MASK))))
                .hasMessageContaining("gpt");
        assertThat(detail(profile).usedBy())
                .extracting(ProfileDetail.User::name)
                .containsExactly("gpt");
        assertThat(registry.profileCatalog(catalog -> catalog.slice(Optional.empty(), 10, Optional.empty()))
                        .items())
                .singleElement()
                .extracting(ProfileSummary::models)
                .isEqualTo(1L);

        lifecycle(lifecycle -> lifecycle.delete(model, null));
        delete(profile);
        assertThat(secretRows()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void anUnknownProfileIsAProblemOnConfirmOnly(Databases kind) {
        open(kind);
        Definition definition = definition("gpt", "nobody", "https://provider.example/v1/chat/completions");
        String draft = registry.lifecycle(
                lifecycle -> lifecycle.create(definition, List.of(GivenConnection.of("main", null)), false));

        assertThat(refused(() -> lifecycle(lifecycle -> lifecycle.confirm(draft, null)))
                        .problems())
                .contains(DefinitionProblem.of("authorizationProfile", "There is no authorization profile nobody"));

        create(GivenProfiles.bearer("nobody", "hush"));
        lifecycle(lifecycle -> lifecycle.confirm(draft, null));
        assertThat(connection("gpt").authentication()).isEqualTo(new Authentication.Bearer(Secret.of("hush")));
    }

    @ParameterizedTest
    @EnumSource
    void anEditorSendsAProfileOfOthersOnlyWhereItGoesAlready(Databases kind) {
        open(kind);
        String profile = create(GivenProfiles.bearer("shared", "hush"));

        assertThat(refused(() -> model(TestRegistry.EDITOR, "thief", "shared", "https://evil.example/v1/chat")))
                .hasMessageContaining("https://evil.example:443")
                .hasMessageContaining("ada");

        model(TestRegistry.ADMIN, "gpt", "shared", "https://provider.example/v1/chat/completions");
        model(TestRegistry.EDITOR, "own", "shared", "https://provider.example/v1/other");
        assertThat(connection("own").inferencing()).isTrue();
        assertThat(detail(profile).view().getJsonArray("origins").toString())
                .isEqualTo("[\"https://provider.example:443\"]");
    }

    @ParameterizedTest
    @EnumSource
    void aConnectionLeadsAProfileOfOthersNowhereElse(Databases kind) {
        open(kind);
        create(GivenProfiles.bearer("shared", "hush"));
        String model = model(TestRegistry.ADMIN, "gpt", "shared", "https://provider.example/v1/chat/completions");
        GivenConnection elsewhere =
                new GivenConnection("elsewhere", Optional.empty(), Optional.of("https://evil.example"));

        assertThat(refused(() ->
                        registry.connections(TestRegistry.EDITOR, connections -> connections.add(model, elsewhere))))
                .hasMessageContaining("https://evil.example:443");
    }

    @ParameterizedTest
    @EnumSource
    void editorsChangeTheirOwnProfilesOnly(Databases kind) {
        open(kind);
        String others = create(GivenProfiles.bearer("others", "hush"));
        String own = registry.profiles(
                TestRegistry.EDITOR, profiles -> profiles.create(GivenProfiles.bearer("own", "hush")));

        edit(TestRegistry.EDITOR, own, GivenProfiles.bearer("mine", "hush2"));
        assertThat(refused(() -> edit(TestRegistry.EDITOR, others, GivenProfiles.bearer("others", "x"))))
                .extracting(RegistryException::reason)
                .isEqualTo(RegistryException.Reason.FORBIDDEN);
    }

    @ParameterizedTest
    @EnumSource
    void ofTwoEditsTheSecondIsAConflict(Databases kind) {
        open(kind);
        String profile = create(GivenProfiles.bearer("shared", "hush"));
        long seen = detail(profile).summary().version();
        edit(TestRegistry.ADMIN, profile, GivenProfiles.bearer("shared", "first"));

        assertThat(refused(() -> registry.profiles(profiles -> {
                    profiles.edit(profile, seen, GivenProfiles.bearer("shared", "second"));
                    return null;
                })))
                .extracting(RegistryException::reason)
                .isEqualTo(RegistryException.Reason.STALE);
        assertThat(refused(() -> create(GivenProfiles.bearer("SHARED", "x"))))
                .extracting(RegistryException::reason)
                .isEqualTo(RegistryException.Reason.TAKEN);
    }

    @ParameterizedTest
    @EnumSource
    void everyChangeIsAuditedWithoutSecrets(Databases kind) {
        open(kind);
        String profile = create(GivenProfiles.of("""
                {'name': 'idp', 'type': 'OAUTH2_CLIENT_CREDENTIALS', 'tokenEndpoint': 'https://login.example/token',
                 'clientId': 'c', 'clientSecret': 'canary-1',
                 'fields': [{'name': 'assertion', 'value': 'canary-2', 'placement': 'HEADER', 'secret': true}]}"""));
        edit(TestRegistry.ADMIN, profile, GivenProfiles.of("""
                {'name': 'idp', 'type': 'OAUTH2_CLIENT_CREDENTIALS', 'tokenEndpoint': 'https://login.example/token',
                 'clientId': 'c', 'clientSecret': 'canary-3',
                 'fields': [{'name': 'assertion', 'placement': 'HEADER', 'secret': true}]}"""));
        delete(profile);

        List<AuditEntry> entries = registry.audit();
        assertThat(entries)
                .extracting(AuditEntry::action)
                .containsExactly("profile.added", "profile.edited", "profile.deleted");
        assertThat(entries)
                .allSatisfy(entry -> assertThat(entry.before() + entry.after() + entry.targetName())
                        .doesNotContain("canary"));
        assertThat(entries.get(1).after()).contains("\"secretsGiven\":[\"clientSecret\"]");
    }

    @ParameterizedTest
    @EnumSource
    void aSecretThatDoesNotOpenIsMarkedAndOthersWork(Databases kind) {
        open(kind);
        String broken = create(GivenProfiles.bearer("broken", "hush"));
        String good = create(GivenProfiles.bearer("good", "hush"));
        String model = model(TestRegistry.ADMIN, "off", "broken", "https://provider.example/v1/chat/completions");
        model(TestRegistry.ADMIN, "on", "good", "https://provider.example/v1/chat/completions");
        registry.database()
                .run(entities -> entities.createNativeQuery(
                                "update stored_secret set ciphertext = 'AAAA' where profile_id = '" + broken + "'")
                        .executeUpdate());

        registry.publisher().publishAll();

        assertThat(connection("off").inferencing()).isFalse();
        assertThat(connection("on").inferencing()).isTrue();
        assertThat(status(model)).isEqualTo(ConnectionStatus.KEY_UNREADABLE);
        assertThat(detail(broken).summary().status()).isEqualTo(ProfileStatus.UNREADABLE);
        assertThat(detail(good).summary().status()).isEqualTo(ProfileStatus.CONFIGURED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'name': 'p', 'type': 'BEARER'}                                                               | token
            {'name': '', 'type': 'NONE'}                                                                  | name
            {'name': 'a\u202eb', 'type': 'NONE'}                                                         | name
            {'name': 'p', 'type': 'BEARER', 'token': 't\u65e5'}                                          | token
            {'name': 'p', 'type': 'API_KEY', 'parameter': 'X-Key', 'key': '\u65e5'}                      | key
            {'name': 'p', 'type': 'NONE', 'user': 'u'}                                                    | user
            {'name': 'p', 'type': 'NONE', 'token': 't'}                                                   | token
            {'name': 'p', 'type': 'BEARER', 'token': 'a\\nb'}                                             | token
            {'name': 'p', 'type': 'BASIC', 'user': 'a:b', 'password': 'p'}                                | user
            {'name': 'p', 'type': 'API_KEY', 'parameter': 'a b', 'key': 'k'}                              | parameter
            {'name': 'p', 'type': 'API_KEY', 'parameter': 'Host', 'key': 'k'}                             | parameter
            {'name': 'p', 'type': 'AWS_ROLE', 'roleArn': 'role', 'region': 'eu-central-1'}                | roleArn
            {'name': 'p', 'type': 'AWS_ROLE', 'roleArn': 'arn:aws:iam::123456789012:role/r', 'region': 'x.evil.com/'} | region
            {'name': 'p', 'type': 'AWS_ROLE', 'roleArn': 'arn:aws:iam::123456789012:role/r', 'region': 'eu-centrall'} | region
            {'name': 'p', 'type': 'BEARER', 'token': 't', 'origins': ['nowhere']}                         | origins[0]
            """)
    void whatIsWrongIsNamed(String json, String field) {
        open(Databases.H2);

        assertThat(refused(() -> create(GivenProfiles.of(json))).problems())
                .extracting(DefinitionProblem::field)
                .contains(field);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ftp://login.example/token        | []                                                                | tokenEndpoint
            https://u:p@login.example/token  | []                                                                | tokenEndpoint
            https://{x}.example/token        | [{'name': 'x', 'value': 'v', 'placement': 'PATH'}]                | tokenEndpoint
            https://login.example/{x}/token  | []                                                                | tokenEndpoint
            https://login.example/t?a={x}    | [{'name': 'x', 'value': 'v', 'placement': 'PATH'}]                | tokenEndpoint
            https://login.example/token      | [{'name': 'x', 'value': 'v', 'placement': 'PATH'}]                | fields
            https://login.example/{x}/token  | [{'name': 'x', 'value': '..', 'placement': 'PATH'}]               | fields[0].value
            https://login.example/token      | [{'name': 'grant_type', 'value': 'v'}]                            | fields[0].name
            https://login.example/token      | [{'name': 'Authorization', 'value': 'v', 'placement': 'HEADER'}]  | fields[0].name
            https://login.example/token      | [{'name': 'a', 'value': 'v'}, {'name': 'A', 'value': 'v'}]        | fields[1].name
            https://login.example/token      | [{'name': 'a', 'secret': true}]                                   | fields[0].value
            https://login.example/token      | [{'name': 'a', 'value': '\u65e5', 'placement': 'HEADER'}]         | fields[0].value
            """)
    void whatIsWrongWithATokenRequestIsNamed(String endpoint, String fields, String field) {
        open(Databases.H2);
        String json = """
                {'name': 'p', 'type': 'OAUTH2_CLIENT_CREDENTIALS', 'tokenEndpoint': '%s', 'clientId': 'c',
                 'clientSecret': 's', 'fields': %s}""".formatted(endpoint, fields);

        assertThat(refused(() -> create(GivenProfiles.of(json))).problems())
                .extracting(DefinitionProblem::field)
                .contains(field);
    }

    @Test
    void whatIsTooLongOrTooMuchIsRefusedByItsField() {
        open(Databases.H2);
        String secret = "s".repeat(10_001);
        String fields = "{'name': 'a', 'value': 'v'},".repeat(50) + "{'name': 'z', 'value': 'v'}";

        assertThat(fields("{'name': 'p', 'type': 'BEARER', 'token': '%s'}".formatted(secret)))
                .containsExactly("token");
        assertThat(fields("{'name': 'p', 'type': 'BASIC', 'user': 'u', 'password': '%s'}".formatted(secret)))
                .containsExactly("password");
        assertThat(fields("""
                {'name': 'p', 'type': 'OAUTH2_CLIENT_CREDENTIALS', 'tokenEndpoint': 'https://login.example/token',
                 'clientId': 'c', 'clientSecret': 's', 'fields': [%s]}""".formatted(fields))).containsExactly("fields");
        assertThat(fields("""
                {'name': 'p', 'type': 'OAUTH2_CLIENT_CREDENTIALS', 'tokenEndpoint': 'https://login.example/token',
                 'clientId': 'c', 'clientSecret': 's',
                 'fields': [{'name': 'a', 'value': '%s'},
                            {'name': 'b', 'value': '%s', 'placement': 'HEADER'}]}""".formatted(secret, "v".repeat(8_001))))
                .containsExactly("fields[0].value", "fields[1].value");
    }

    private List<String> fields(String json) {
        return refused(() -> create(GivenProfiles.of(json))).problems().stream()
                .map(DefinitionProblem::field)
                .toList();
    }

    @ParameterizedTest
    @EnumSource
    void whatATokenWasPastedWithIsNoPartOfIt(Databases kind) {
        open(kind);
        create(GivenProfiles.of("{'name': 'crm', 'type': 'BEARER', 'token': ' hush\\n'}"));
        model(TestRegistry.ADMIN, "gpt", "crm", "https://provider.example/v1/chat/completions");

        assertThat(connection("gpt").authentication()).isEqualTo(new Authentication.Bearer(Secret.of("hush")));
    }

    @ParameterizedTest
    @EnumSource
    void aNameThatAProfileCannotHaveIsToldBeforeItIsUsed(Databases kind) {
        open(kind);
        String used = create(GivenProfiles.bearer("Used", "hush"));
        String free = create(GivenProfiles.bearer("free", "hush"));
        model(TestRegistry.ADMIN, "gpt", "used", "https://provider.example/v1/chat/completions");

        assertThat(refusedName(" USED ", null)).hasMessage("There is already a profile named Used");
        assertThat(refusedName("used", free)).hasMessage("There is already a profile named Used");
        assertThat(refusedName("other", used)).hasMessageContaining("referred to by this name in gpt");
        assertThat(refusedName(null, free).problems().get(0).message()).isEqualTo("must have 1 to 100 characters");
        assertThat(refusedName("a\u200bb", null).problems().get(0).field()).isEqualTo("name");
        assertThat(refusedName("Used", used)).isNull();
        assertThat(refusedName("Free", free)).isNull();
        assertThat(refusedName("other", null)).isNull();
    }

    private RegistryException refusedName(String name, String own) {
        return refused(() -> registry.profiles(profiles -> {
            profiles.checkName(name, own);
            return null;
        }));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsLeftEmptyOfARoleIsNotGiven(Databases kind) {
        open(kind);
        create(GivenProfiles.of("""
                {'name': 'aws', 'type': 'AWS_ROLE', 'roleArn': 'arn:aws:iam::123456789012:role/r',
                 'region': 'eu-central-1', 'stsRegion': ' ', 'externalId': ''}"""));
        model(TestRegistry.ADMIN, "gpt", "aws", "https://provider.example/v1/chat/completions");

        assertThat(connection("gpt").authentication())
                .isEqualTo(new Authentication.AwsRole(
                        "arn:aws:iam::123456789012:role/r", "eu-central-1", Optional.empty(), Optional.empty()));
    }

    private void open(Databases kind) {
        registry = new TestRegistry(kind.empty(), data);
    }

    private String create(GivenProfile given) {
        return registry.profiles(profiles -> profiles.create(given));
    }

    private void edit(Actor actor, String id, GivenProfile given) {
        registry.profiles(actor, profiles -> {
            profiles.edit(id, null, given);
            return null;
        });
    }

    private void delete(String id) {
        registry.profiles(profiles -> {
            profiles.delete(id, null);
            return null;
        });
    }

    private void lifecycle(Consumer<ModelLifecycle> work) {
        registry.lifecycle(lifecycle -> {
            work.accept(lifecycle);
            return null;
        });
    }

    private String model(Actor actor, String name, String profile, String endpoint) {
        return registry.lifecycle(
                actor,
                lifecycle -> lifecycle.create(
                        definition(name, profile, endpoint), List.of(GivenConnection.of("main", null)), true));
    }

    private static Definition definition(String name, String profile, String endpoint) {
        return TestRegistry.definition("""
                {'name': '%s', 'endpoint': '%s', 'structure': 'openai-chat', 'providerModel': 'm',
                 'features': ['streaming'], 'authorizationProfile': '%s'}""".formatted(name, endpoint, profile));
    }

    private ConnectionDefinition connection(String model) {
        return registry.directory().named(model).orElseThrow().connections().get(0);
    }

    private ConnectionStatus status(String model) {
        return registry.catalog(catalog -> catalog.connections(model)).stream()
                .map(ConnectionDetail::status)
                .findFirst()
                .orElseThrow();
    }

    private ProfileDetail detail(String id) {
        return registry.profileCatalog(catalog -> catalog.find(id));
    }

    private long secretRows() {
        return registry.database()
                .inTransaction(entities -> ((Number) entities.createNativeQuery("select count(*) from stored_secret")
                                .getSingleResult())
                        .longValue());
    }

    private static RegistryException refused(ThrowingCallable work) {
        return catchThrowableOfType(RegistryException.class, work);
    }
}
