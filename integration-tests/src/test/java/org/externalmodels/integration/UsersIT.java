package org.externalmodels.integration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.externalmodels.integration.server.Chromium;
import org.externalmodels.integration.server.Deployment;
import org.externalmodels.integration.server.DirectoryServer;
import org.externalmodels.integration.server.HttpCalls;
import org.externalmodels.integration.server.HttpCalls.Answer;
import org.externalmodels.integration.server.LibertyServer;
import org.externalmodels.integration.server.OfLiberty;
import org.externalmodels.integration.server.QuickStart;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Users of a directory and of an OpenID provider, with the configuration files that the documentation gives. */
@OfLiberty("its registries of users")
class UsersIT {

    private static final Path DOCUMENTED = Path.of(System.getProperty("project.directory"), "docs", "server");
    private static final String ISSUER = "/oidc/endpoint/provider";

    private static DirectoryServer directory;
    private static LibertyServer provider;
    private static LibertyServer server;
    private static HttpCalls anybody;

    @BeforeAll
    static void start() {
        directory = DirectoryServer.start();
        provider = LibertyServer.in(QuickStart.folder("openid"), Deployment.OPENID_PROVIDER, Map.of());
        server = LibertyServer.in(QuickStart.folder("users"), Deployment.SHARED, Map.of());
        String issuer = provider.httpsUri(ISSUER).toString();
        provider.with(
                        "CLIENT_ADDRESS",
                        server.httpsUri("/oidcclient/redirect/openid").toString())
                .start();
        server.with(DOCUMENTED.resolve("ldap.xml"))
                .with("EXTERNAL_MODELS_LDAP_HOST", "localhost")
                .with("EXTERNAL_MODELS_LDAP_PORT", String.valueOf(directory.port()))
                .with("EXTERNAL_MODELS_LDAP_TLS", "false")
                .with("EXTERNAL_MODELS_LDAP_BASE_DN", DirectoryServer.BASE)
                .with("EXTERNAL_MODELS_LDAP_BIND_DN", DirectoryServer.READER)
                .with("EXTERNAL_MODELS_LDAP_BIND_PASSWORD", DirectoryServer.READER_PASSWORD)
                .with(DOCUMENTED.resolve("openid-connect.xml"))
                .with("EXTERNAL_MODELS_OPENID_ISSUER", issuer)
                .with("EXTERNAL_MODELS_OPENID_KEYS", issuer + "/jwk")
                .with("EXTERNAL_MODELS_OPENID_CLIENT_ID", "external-models")
                .with("EXTERNAL_MODELS_OPENID_CLIENT_SECRET", "client-secret-of-this-test")
                .with("EXTERNAL_MODELS_OPENID_USER_CLAIM", "sub")
                .with("EXTERNAL_MODELS_OPENID_GROUPS_CLAIM", "groupIds")
                .with("EXTERNAL_MODELS_OPENID_TRUST_STORE", provider.keyStore().toString())
                .with("EXTERNAL_MODELS_SINGLE_SIGN_ON", "the company account")
                .start();
        anybody = new HttpCalls(server.uri("/"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.kill();
        }
        if (provider != null) {
            provider.kill();
        }
        if (directory != null) {
            directory.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "dana, 200, 200, 201",
        "emil, 200, 403, 403",
        "gina, 403, 403, 403",
    })
    void aUserOfTheDirectoryHasTheRoleOfItsGroup(String user, int models, int keys, int adds) {
        assertRoles(anybody.as(user, user + "-of-this-test"), user, models, keys, adds);
    }

    @Test
    void theDirectoryRefusesAWrongPassword() {
        Answer answer = anybody.as("dana", "wrong").get("/api/v1/models");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().getString("detail")).isEqualTo("The user is unknown or the password is wrong.");
    }

    @ParameterizedTest
    @CsvSource({
        "olga, 200, 200, 201",
        "evan, 200, 403, 201",
        "rita, 403, 403, 403",
    })
    void aBearerTokenOfTheProviderHasTheRolesOfItsGroups(String user, int models, int keys, int adds) {
        HttpCalls caller = anybody.with(token(user, "external-models"));

        assertRoles(caller, user, models, keys, adds);
        // The same token, again: nothing signed it out.
        assertThat(caller.get("/api/v1/models").status()).isEqualTo(models);
    }

    @Test
    void whatATokenDidIsInTheAuditLogUnderTheNameOfItsUser() {
        HttpCalls olga = anybody.with(token("olga", "external-models"));
        olga.post(
                "/api/v1/models",
                Json.createObjectBuilder().add("name", "of olga").build());

        Answer audit =
                olga.get("/api/v1/audit-log?actor=olga&action=model.added&targetName=" + Product.encode("of olga"));

        assertThat(Product.items(audit)).hasSize(1);
        assertThat(Product.items(olga.get("/api/v1/audit-log?actor=olga&action=user.signed-in")))
                .isNotEmpty();
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        assertRefused(token("olga", "something-else"));
    }

    @Test
    void aTokenThatSomebodyChangedIsRefused() {
        String[] parts = token("rita", "external-models").split("\\.", -1);
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
                .replace("gardeners", "external-models-admin");
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(StandardCharsets.UTF_8));

        assertRefused(parts[0] + "." + forged + "." + parts[2]);
    }

    @Test
    void whatIsNoTokenIsRefused() {
        assertRefused("not-a-token");
    }

    @ParameterizedTest
    @CsvSource({"cora, 200", "olga, 200", "evan, 403", "rita, 403"})
    void aBearerTokenOfTheProviderCallsModelsIfItsUserMay(String user, int calls) {
        Product product = new Product(server);
        Definition definition = product.definition("tokens");
        product.add(definition);

        Answer answer = chat(token(user, "external-models"), definition);

        assertThat(answer.status()).as(answer.body()).isEqualTo(calls);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void whoseTokensAreNotTakenAreToldSoHoweverManyTheySend() {
        Definition definition = new Product(server).definition("tokens");
        String foreign = token("cora", "something-else");

        for (int i = 0; i < 30; i++) {
            Answer answer = chat(foreign, definition);

            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.body()).contains("bearer token").doesNotContain(foreign);
        }
    }

    @Test
    void anApplicationKeyIsNoToken() {
        Product product = new Product(server);
        Definition definition = product.definition("keys");
        product.add(definition);
        String key = product.addKey(definition.name()).getString("key");

        assertThat(chat(key, definition).status()).isEqualTo(200);
        assertThat(product.chat(key, definition.name()).status()).isEqualTo(200);
        assertThat(chat("emk-wrong", definition).body()).contains("no such application key");
    }

    private static Answer chat(String bearer, Definition definition) {
        return anybody.with(bearer)
                .send(
                        "POST",
                        "/v1/chat/completions",
                        Product.question(definition.name()),
                        Map.of("Content-Type", "application/json"));
    }

    @Test
    void theServersOwnUsersStay() {
        assertRoles(anybody.as("admin", "admin-of-this-test"), "admin", 200, 200, 201);
        assertRoles(anybody.as("vera", "vera-of-this-test"), "vera", 200, 403, 403);
    }

    @Test
    void peopleSignInToTheConsoleWithTheProvider() {
        Page page = Chromium.trustingPage();
        page.navigate(server.httpsUri("/models/list").toString());
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "sign-in-provider.png")));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Sign in with the company account"))
                .click();
        page.locator("input[name=j_username]").fill("evan");
        page.locator("input[name=j_password]").fill("evan-of-this-test");
        page.locator("input[name=j_password]").press("Enter");

        assertThat(page).hasURL(server.httpsUri("/models/list").toString());
        assertThat(page.getByText("evan").first()).isVisible();
        page.screenshot(new Page.ScreenshotOptions().setPath(Path.of("target", "signed-in-provider.png")));
        assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add a model"))
                        .first())
                .isVisible();
    }

    private static void assertRoles(HttpCalls caller, String user, int models, int keys, int adds) {
        assertThat(caller.get("/api/v1/models").status()).isEqualTo(models);
        assertThat(caller.get("/api/v1/application-keys").status()).isEqualTo(keys);
        JsonObject model = Json.createObjectBuilder()
                .add("name", "of " + user + " " + System.nanoTime())
                .build();
        assertThat(caller.post("/api/v1/models", model).status()).isEqualTo(adds);
    }

    private static void assertRefused(String token) {
        Answer answer = anybody.with(token).get("/api/v1/models");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Content-Type")).contains("application/problem+json");
        assertThat(answer.header("WWW-Authenticate"))
                .hasValueSatisfying(
                        value -> assertThat(value).contains("Bearer").contains("invalid_token"));
        assertThat(answer.json().getString("detail")).contains("bearer token").doesNotContain(token);
        assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
    }

    private static String token(String user, String audience) {
        String form = "grant_type=password&scope=openid+profile&username=" + user + "&password=" + user
                + "-of-this-test&resource=" + audience;
        Answer answer = new HttpCalls(provider.uri("/"))
                .as("external-models", "client-secret-of-this-test")
                .send("POST", ISSUER + "/token", form, Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().getString("access_token");
    }
}
