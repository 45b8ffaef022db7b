package org.externalmodels.registry.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.exchange.ImportResult.Changed;
import org.externalmodels.registry.exchange.ImportResult.Item;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Profiles, models, prices and limits travel in one document. */
@ParameterizedClass
@EnumSource(Databases.class)
class ExchangeOfWholeRegistryTest {

    private static final String DOCUMENT = """
            format: external-models/1
            authorizationProfiles:
              - name: gateway
                type: OAUTH2_CLIENT_CREDENTIALS
                tokenEndpoint: https://login.example.com/token
                clientId: claims
                clientAuthentication: POST
                fields:
                  - {name: audience, value: models, placement: BODY}
                  - {name: tenant, placement: HEADER, secret: {config: TENANT}}
                clientSecret: {config: CLIENT}
            models:
              - name: claims
                endpoint: https://provider.example/v1
                structure: openai-chat
                providerModel: gpt
                authorizationProfile: gateway
                features: [streaming]
                modalities: [text-to-text]
                connections:
                  - name: main
            prices:
              - {model: claims, effectiveFrom: 2026-01-01T00:00:00Z, currency: USD, input: 2.50, output: 10}
              - {model: claims, connection: main, effectiveFrom: "2026-02-01T01:00:00+01:00", currency: EUR, request: 1}
            limits:
              - {name: a minute, measure: requests-per-minute, amount: 600, model: claims, connection: main}
              - {name: a month, measure: month, amount: 99.5, currency: EUR, model: claims, shadow: true}
            """;

    private static final Map<String, String> CONFIG =
            Map.of("CLIENT", "canary-client", "TENANT", "canary-tenant", "OTHER", "canary-other");

    private static final List<Item> ITEMS = List.of(
            new Item("authorization profile", "gateway"),
            new Item("model", "claims"),
            new Item("price", "claims from 2026-01-01T00:00:00Z"),
            new Item("price", "claims/main from 2026-02-01T00:00:00Z"),
            new Item("limit", "a minute"),
            new Item("limit", "a month"));

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
    void allOfItIsAddedInTheOrderInWhichOnePartNeedsTheOther() {
        ImportResult result = take(DOCUMENT);

        assertThat(result.added()).isEqualTo(ITEMS);
        assertThat(registry.directory().named("claims").orElseThrow().connections())
                .singleElement()
                .satisfies(connection -> assertThat(connection.authentication())
                        .isInstanceOfSatisfying(
                                Authentication.OAuth2.class,
                                oauth -> assertThat(oauth.clientSecret()).isEqualTo(Secret.of("canary-client"))));
        assertThat(registry.audit())
                .extracting(AuditEntry::action)
                .contains("profile.added", "model.added", "price.added", "limit.added", "budget.added");
    }

    @Test
    void theSecondTimeNothingChanges() {
        take(DOCUMENT);
        int entries = registry.audit().size();

        ImportResult again = take(DOCUMENT);

        assertThat(again.unchanged()).isEqualTo(ITEMS);
        assertThat(again.changed()).isEmpty();
        assertThat(registry.audit()).hasSize(entries);
    }

    @Test
    void whatDiffersIsToldAndChanged() {
        take(DOCUMENT);
        String other = DOCUMENT.replace("config: CLIENT", "config: OTHER")
                .replace("clientId: claims", "clientId: claims\n    scope: infer")
                .replace("input: 2.50", "input: 3")
                .replace("amount: 600", "amount: 60, enabled: false");

        ImportResult dry = run(other, true);
        ImportResult done = run(other, false);

        assertThat(dry.changed())
                .isEqualTo(done.changed())
                .containsExactly(
                        new Changed("authorization profile", "gateway", List.of("scope", "clientSecret")),
                        new Changed("price", "claims from 2026-01-01T00:00:00Z", List.of("input")),
                        new Changed("limit", "a minute", List.of("amount", "enabled")));
        assertThat(take(other).changed()).isEmpty();
    }

    @Test
    void anExportOfAnImportIsTakenElsewhereAndComesOutTheSame() {
        take(DOCUMENT);
        String exported = export(true);
        assertThat(exported)
                .doesNotContain("canary")
                .contains("config: EXTERNAL_MODELS_SECRET_GATEWAY_CLIENTSECRET", "effectiveFrom: 2026-02-01T00:00:00Z");

        TestRegistry other = new TestRegistry(kind.empty(), data.resolve("other"));
        ImportResult taken = other.exchange(
                name -> Optional.of("value of " + name), exchange -> exchange.importDocument(exported, false));

        assertThat(taken.added()).containsExactlyInAnyOrderElementsOf(ITEMS);
        String again = other.exchange(name -> Optional.empty(), exchange -> exchange.export(true));
        assertThat(again).isEqualTo(exported);
    }

    @Test
    void anExportWithoutReferencesKeepsTheSecretsThatAreThere() {
        take(DOCUMENT);

        ImportResult again = take(export(false));

        assertThat(again.problems()).isEmpty();
        assertThat(again.changed()).isEmpty();
    }

    @Test
    void allProblemsAreToldAtOnceAndNothingIsKept() {
        String broken = """
                format: external-models/1
                authorizationProfiles:
                  - {name: a, type: BEARER}
                  - {name: b, type: BEARER, token: sk-canary}
                  - {name: c, type: OAUTH2_CLIENT_CREDENTIALS, tokenEndpoint: nowhere, clientId: x, clientSecret: {config: CLIENT}}
                  - {name: d, type: NOTHING}
                  - {name: e}
                models:
                  - {name: draft, status: DRAFT}
                prices:
                  - {model: nobody, effectiveFrom: 2026-01-01T00:00:00Z, currency: USD, input: 1}
                  - {model: draft, effectiveFrom: yesterday, currency: USD, input: 1}
                  - {model: draft, effectiveFrom: 2026-01-01T00:00:00Z, currency: dollars, input: 1}
                  - {model: draft, effectiveFrom: 2026-01-01T00:00:00Z, currency: USD}
                  - {model: draft, effectiveFrom: 2026-01-01T00:00:00Z, currency: USD, input: 1}
                  - {model: Draft, effectiveFrom: "2026-01-01T01:00:00+01:00", currency: USD, input: 1}
                limits:
                  - {name: a, measure: requests-per-minute, amount: 1, key: nobody}
                  - {name: b, measure: per-year, amount: 1}
                  - {name: c, measure: day, amount: 0}
                keys: []
                """;

        ImportResult result = run(broken, true);

        assertThat(result.problems())
                .extracting(DefinitionProblem::field)
                .containsExactlyInAnyOrder(
                        "keys",
                        "authorizationProfiles[0].token",
                        "authorizationProfiles[1].token",
                        "authorizationProfiles[2].tokenEndpoint",
                        "authorizationProfiles[3].type",
                        "authorizationProfiles[4].type",
                        "prices[0].model",
                        "prices[1]",
                        "prices[2]",
                        "prices[3]",
                        "prices[5]",
                        "limits[0].key",
                        "limits[1].measure",
                        "limits[2].amount",
                        "limits[2].currency");
        assertThat(result.problems().toString()).doesNotContain("sk-canary");
        assertThat(registry.audit()).isEmpty();
    }

    private ImportResult take(String document) {
        return run(document, false);
    }

    private ImportResult run(String document, boolean dryRun) {
        return registry.exchange(
                name -> Optional.ofNullable(CONFIG.get(name)), exchange -> exchange.importDocument(document, dryRun));
    }

    private String export(boolean references) {
        return registry.exchange(name -> Optional.empty(), exchange -> exchange.export(references));
    }
}
