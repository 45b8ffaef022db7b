package org.externalmodels.registry;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.logging.Logger;
import org.assertj.core.api.SoftAssertions;
import org.externalmodels.connector.StandaloneAdapter;
import org.externalmodels.connector.engine.EngineSettings;
import org.externalmodels.connector.transport.Network;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.profiles.GivenProfile;
import org.externalmodels.registry.support.Databases;
import org.externalmodels.registry.support.EchoProvider;
import org.externalmodels.registry.support.EverythingLogged;
import org.externalmodels.registry.support.TestRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Secrets of every shape go everywhere a secret can, through every way a call can fail, with a provider that quotes all it
 * gets: no log, answer, failure, audit entry or trace shows one.
 */
@ParameterizedClass
@EnumSource(Databases.class)
class CanaryTest {

    /** The shapes of secrets, each with a part that survives every encoding. */
    enum Shape {
        OPENAI("sk-proj-", "c4n4ry1Ab9Xk2Lm3Np4Qr5St6Uv7Wx8Yz", ""),
        GOOGLE("AIzaSy", "c4n4ry2DdEeFfGgHhIiJjKkLlMmNnOo", ""),
        JWT(
                "eyJhbGciOiJIUzI1NiJ9.",
                "c4n4ry3IjoiY2FuYXJ5LXN1YmplY3QifQ",
                ".dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"),
        AWS("wJalrXUtnFEMI/K7MDENG+", "c4n4ry4bPxRfiCYEXAMPLE", "/KEY="),
        PASSWORD("p\"ä\\ %&=+<", "c4n4ry5", ">'{}$#;,:ß§"),
        PEM("-----BEGIN PRIVATE KEY-----\nMIIEvQ", "c4n4ry6BADANBgkqhkiG9w0BAQEFAASC", "\n-----END PRIVATE KEY-----\n");

        private final String before;
        private final String mark;
        private final String after;

        Shape(String before, String mark, String after) {
            this.before = before;
            this.mark = mark;
            this.after = after;
        }

        String secret() {
            return before + mark + after;
        }

        /** What must be found nowhere. */
        List<String> traces() {
            String basic = Base64.getEncoder().encodeToString(("user:" + secret()).getBytes(StandardCharsets.UTF_8));
            String client = Base64.getEncoder()
                    .encodeToString(("client:" + URLEncoder.encode(secret(), StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8));
            return List.of(mark, basic, client);
        }
    }

    @TempDir
    private Path data;

    @Parameter
    private Databases kind;

    private final List<String> seen = new ArrayList<>();
    private EverythingLogged log;
    private EchoProvider echo;
    private StandaloneAdapter adapter;
    private TestRegistry registry;

    @BeforeEach
    void open() throws IOException {
        log = new EverythingLogged();
        echo = new EchoProvider();
        adapter = StandaloneAdapter.start(new EngineSettings(data.resolve("journal"), Duration.ofMillis(50), 20)
                .withNetwork(Network.withLoopback()));
        registry = new TestRegistry(kind.empty(), data, adapter.directory());
    }

    @AfterEach
    void close() {
        adapter.close();
        echo.close();
        log.close();
    }

    @ParameterizedTest
    @EnumSource
    void noSecretIsSeen(Shape shape) {
        keysAndHeaders(shape);
        profiles(shape);
        refusals(shape);
        Logger.getLogger("org.apache.hc.client5.http.wire").finest("the finest level");
        unreadable();
        registry.rotation(rotation -> rotation.rotate());
        registry.rotationJob().step();

        registry.audit().forEach(entry -> note(entry.before() + entry.after() + entry.targetName() + entry));
        adapter.directory()
                .journal()
                .read(0, 1_000)
                .forEach(entry -> note(entry.record().toString()));
        adapter.close();
        note(log.text());

        assertThat(registry.audit()).extracting(AuditEntry::action).contains("model.added", "profile.tested");
        assertThat(log.text()).as("all is heard").contains("the finest level", "cannot be decrypted");
        SoftAssertions softly = new SoftAssertions();
        for (String trace : shape.traces()) {
            for (String text : seen) {
                int at = text.indexOf(trace);
                softly.assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 60)))
                        .isEmpty();
            }
        }
        softly.assertAll();
    }

    /** A connection's key and the value of a secret header, through calls, streams and tests that fail. */
    private void keysAndHeaders(Shape shape) {
        boolean oneLine = shape != Shape.PEM;
        for (String path : List.of("/401", "/500", "/v1?q=1")) {
            String name = "keyed" + path.replaceAll("\\W", "-");
            note(() -> registry.lifecycle(lifecycle -> lifecycle.create(
                    definition(name, echo.uri(path).toString(), null),
                    List.of(GivenConnection.of("main", shape.secret())),
                    true)));
            calls(name);
        }
        String away = "http://127.0.0.1:1/v1";
        note(() -> registry.lifecycle(lifecycle -> lifecycle.create(
                definition("away", away, null), List.of(GivenConnection.of("main", shape.secret())), true)));
        calls("away");
        Definition headers = TestRegistry.definition(Json.createObjectBuilder(
                        JsonRecords.write(definition("headers", echo.uri("/401").toString(), null)))
                .add(
                        "headers",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("name", "X-Key")
                                        .add("value", oneLine ? shape.secret() : shape.mark)
                                        .add("secret", true)))
                .build());
        note(() -> registry.lifecycle(
                lifecycle -> lifecycle.create(headers, List.of(GivenConnection.of("main", null)), true)));
        calls("headers");
        assertThat(echo.received()).as("it was sent").contains(shape.mark);
    }

    private void calls(String model) {
        note(() -> {
            try (ModelConnection connection = adapter.directory().connect(CallOrigin.APPLICATION, model, null)) {
                return connection.infer(InferenceRequest.prompt("hello"));
            }
        });
        note(() -> {
            try (ModelConnection connection = adapter.directory().connect(CallOrigin.APPLICATION, model, null)) {
                connection.stream(InferenceRequest.prompt("hello")).forEach(event -> note(event.toString()));
                return "";
            }
        });
        Optional<String> id = registry
                .catalog(catalog -> catalog.slice(
                        new ModelFilter(Optional.of(model), Optional.empty(), Optional.empty(), Optional.empty()),
                        1,
                        Optional.empty()))
                .items()
                .stream()
                .findFirst()
                .map(summary -> summary.id());
        id.ifPresent(found -> {
            note(() -> {
                ModelDefinition definition = registry.prepareTest(found, null);
                note(definition.toString());
                var result = adapter.directory()
                        .probe(definition, null, InferenceRequest.prompt("hello"))
                        .toCompletableFuture()
                        .join();
                note(result.toString());
                result.failure().ifPresent(failure -> note(EverythingLogged.dump(failure) + failure.providerBody()));
                return result;
            });
            note(() -> registry.catalog(catalog -> catalog.find(found)));
        });
    }

    /** Every kind of profile, tried and used. */
    private void profiles(Shape shape) {
        String token = echo.uri("/token").toString();
        String placement = shape == Shape.PEM ? "BODY" : "HEADER";
        Map<String, JsonObject> profiles = Map.of(
                "key", settings("API_KEY").add("parameter", "X-Api-Key").build(),
                "queryKey",
                        settings("API_KEY")
                                .add("parameter", "k")
                                .add("placement", "QUERY")
                                .build(),
                "token", settings("BEARER").build(),
                "password", settings("BASIC").add("user", "user").build(),
                "basicClientSecret", client(token, "BASIC").build(),
                "postClientSecret", client(token, "POST").build(),
                "field",
                        client(token, "POST")
                                .add(
                                        "fields",
                                        Json.createArrayBuilder()
                                                .add(Json.createObjectBuilder()
                                                        .add("name", "X-Assertion")
                                                        .add("value", shape.secret())
                                                        .add("placement", placement)
                                                        .add("secret", true)))
                                .build());
        profiles.forEach((name, settings) -> {
            String slot = name.equals("field") || name.endsWith("ClientSecret")
                    ? "clientSecret"
                    : name.equals("queryKey") ? "key" : name;
            GivenProfile given = new GivenProfile(
                    name,
                    JsonRecords.read(settings, ProfileSettings.class),
                    Map.of(slot, Secret.of(shape.secret())),
                    Optional.empty());
            note(given.toString());
            note(() -> {
                String id = registry.profiles(all -> all.create(given));
                note(() -> registry.profileTests().test(id));
                note(() -> registry.profileCatalog(catalog -> catalog.find(id)));
                note(() -> registry.lifecycle(lifecycle -> lifecycle.create(
                        definition("by " + name, echo.uri("/401").toString(), name),
                        List.of(GivenConnection.of("main", null)),
                        true)));
                calls("by " + name);
                return id;
            });
        });
        assertThat(registry.profileCatalog(catalog -> catalog.slice(Optional.empty(), 10, Optional.empty()))
                        .items())
                .hasSize(shape == Shape.PEM ? 3 : 7);
    }

    private static JsonObjectBuilder settings(String type) {
        return Json.createObjectBuilder().add("type", type);
    }

    private static JsonObjectBuilder client(String token, String way) {
        return settings("OAUTH2_CLIENT_CREDENTIALS")
                .add("tokenEndpoint", token)
                .add("clientId", "client")
                .add("clientAuthentication", way);
    }

    /** What is refused before it is stored. */
    private void refusals(Shape shape) {
        note(() -> registry.lifecycle(lifecycle -> lifecycle.create(
                definition("twice", echo.uri("/401").toString(), null),
                List.of(GivenConnection.of("a", shape.secret()), GivenConnection.of("b", shape.secret())),
                true)));
        note(() -> registry.lifecycle(lifecycle -> lifecycle.create(
                definition("bad", "nonsense", "nobody"), List.of(GivenConnection.of("a", shape.secret())), true)));
        note(() -> registry.profiles(all -> all.create(new GivenProfile(
                "",
                JsonRecords.read(settings("BEARER").build(), ProfileSettings.class),
                Map.of("token", Secret.of(shape.secret()), "key", Secret.of(shape.secret())),
                Optional.of(List.of("x"))))));
    }

    /** A key that does not open is told of in the log. */
    private void unreadable() {
        registry.lifecycle(lifecycle ->
                lifecycle.create(TestRegistry.chat("plain"), List.of(GivenConnection.of("main", "sk-plain")), true));
        registry.database()
                .run(entities -> entities.createNativeQuery(
                                "update stored_secret set ciphertext = 'AAAA' where owner like 'connection/%'")
                        .executeUpdate());
        registry.publisher().publishAll();
    }

    private static Definition definition(String name, String endpoint, String profile) {
        return TestRegistry.definition(Json.createObjectBuilder()
                .add("name", name)
                .add("endpoint", endpoint)
                .add("structure", "openai-chat")
                .add("providerModel", "m")
                .add("capture", "FULL")
                .add("features", Json.createArrayBuilder().add("streaming"))
                .add("authorizationProfile", JsonRecords.json(profile))
                .build());
    }

    private void note(String text) {
        seen.add(String.valueOf(text));
    }

    /** Notes what comes of it, or how it fails, with all that a dump of the failure shows. */
    private void note(Callable<?> work) {
        try {
            note(String.valueOf(work.call()));
        } catch (RegistryException refused) {
            note(EverythingLogged.dump(refused) + refused.problems());
        } catch (Exception failed) {
            note(EverythingLogged.dump(failed));
        }
    }
}
