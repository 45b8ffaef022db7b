package org.externalmodels.registry.support;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.audit.AuditNotes;
import org.externalmodels.registry.audit.AuditTrail;
import org.externalmodels.registry.audit.GivenSecret;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.RevisionHistory;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.exchange.Exchange;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.lifecycle.CheckOutcome;
import org.externalmodels.registry.lifecycle.CheckSteps;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.lifecycle.PreparedTest;
import org.externalmodels.registry.lifecycle.TestCalls;
import org.externalmodels.registry.lifecycle.TestPreparation;
import org.externalmodels.registry.lifecycle.TriedConnection;
import org.externalmodels.registry.lifecycle.Workshop;
import org.externalmodels.registry.profiles.AuthorizationProfiles;
import org.externalmodels.registry.profiles.ConsentRecords;
import org.externalmodels.registry.profiles.ProfileCatalog;
import org.externalmodels.registry.profiles.ProfileConsents;
import org.externalmodels.registry.profiles.ProfileTestPreparation;
import org.externalmodels.registry.profiles.ProfileTests;
import org.externalmodels.registry.publication.ModelsChanged;
import org.externalmodels.registry.publication.Publisher;
import org.externalmodels.registry.publication.WholeSnapshot;
import org.externalmodels.registry.rotation.KeyRotation;
import org.externalmodels.registry.rotation.Reencryption;
import org.externalmodels.registry.rotation.RotationJob;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.SecretVault;

/** The registry put together without a container: every call is a transaction, and publishes when it is committed. */
public final class TestRegistry {

    public static final Actor ADMIN = new Actor("ada", true);
    public static final Actor EDITOR = new Actor("edward", false);

    private final TestDatabase database;
    private final OpenVault vault;
    private final RecordingDirectory recording = new RecordingDirectory();
    private final ModelDirectory directory;
    private final Publisher publisher;
    private boolean losesSecrets;

    public TestRegistry(TestDatabase database, Path dataDirectory) {
        this(database, dataDirectory, null);
    }

    /** One that publishes to an adapter. */
    public TestRegistry(TestDatabase database, Path dataDirectory, ModelDirectory adapter) {
        this.database = database;
        directory = adapter == null ? recording : adapter;
        vault = new OpenVault(SecretVault.open(dataDirectory, false));
        publisher = new Publisher(directory, new TransactionalSnapshot());
        publisher.publishAll();
    }

    /** Each of its methods in a transaction, as its annotation has it in a container. */
    private final class TransactionalSnapshot extends WholeSnapshot {
        @Override
        public long stamp() {
            return inTransaction(parts -> parts.snapshot().stamp());
        }

        @Override
        public ModelSnapshot load() {
            return inTransaction(parts -> parts.snapshot().load());
        }
    }

    public TestDatabase database() {
        return database;
    }

    public RecordingDirectory directory() {
        return recording;
    }

    public Publisher publisher() {
        return publisher;
    }

    /** From now on the secrets of a model are gone when they are looked up, as after a change in between. */
    public void losesSecrets() {
        losesSecrets = true;
    }

    public OpenVault vault() {
        return vault;
    }

    /** A definition from the JSON of the management API. */
    public static Definition definition(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json.replace('\'', '"')))) {
            return definition(reader.readObject());
        }
    }

    public static Definition definition(JsonObject json) {
        return JsonRecords.read(json, Definition.class);
    }

    /** A complete definition that OpenAI's wire format fits. */
    public static Definition chat(String name) {
        return definition("""
                {'name': '%s', 'endpoint': 'https://provider.example/v1/chat/completions', 'structure': 'openai-chat',
                 'providerModel': 'gpt-x', 'features': ['streaming']}""".formatted(name));
    }

    public <T> T lifecycle(Function<ModelLifecycle, T> work) {
        return lifecycle(ADMIN, work);
    }

    public <T> T lifecycle(Actor actor, Function<ModelLifecycle, T> work) {
        return committed(parts -> work.apply(new ModelLifecycle(parts.workshop(), refusals(), () -> actor)));
    }

    public <T> T connections(Function<ModelConnections, T> work) {
        return connections(ADMIN, work);
    }

    public <T> T connections(Actor actor, Function<ModelConnections, T> work) {
        return committed(parts -> work.apply(new ModelConnections(parts.workshop(), refusals(), () -> actor)));
    }

    /** Checks by a user, each step in a transaction of its own, as its annotation has it in a container. */
    public ConnectionChecks checks(Actor actor) {
        CheckSteps steps = new CheckSteps(null, null, null, null, null) {
            @Override
            public TriedConnection asItIs(String modelId, String id) {
                return inTransaction(parts -> parts.checkSteps().asItIs(modelId, id));
            }

            @Override
            public TriedConnection withKey(Actor by, String modelId, String id, Long seenVersion, Secret key) {
                return inTransaction(parts -> parts.checkSteps().withKey(by, modelId, id, seenVersion, key));
            }

            @Override
            public List<GivenSecret> given(String modelId, String id, Secret key) {
                return inTransaction(parts -> parts.checkSteps().given(modelId, id, key));
            }

            @Override
            public void note(Actor by, String modelId, String id, TriedConnection tried, CheckOutcome outcome) {
                inTransaction(parts -> {
                    parts.checkSteps().note(by, modelId, id, tried, outcome);
                    return null;
                });
            }
        };
        ModelConnections connections = new ModelConnections(null, RefusedSecrets.UNNOTED, () -> actor) {
            @Override
            public void swap(String modelId, String id, Long seenVersion, Secret key, String triedOrigin) {
                connections(actor, service -> {
                    service.swap(modelId, id, seenVersion, key, triedOrigin);
                    return null;
                });
            }
        };
        return new ConnectionChecks(steps, connections, directory, refusals(), () -> actor);
    }

    public <T> T profiles(Function<AuthorizationProfiles, T> work) {
        return profiles(ADMIN, work);
    }

    public <T> T profiles(Actor actor, Function<AuthorizationProfiles, T> work) {
        return committed(
                parts -> work.apply(new AuthorizationProfiles(parts.profileWorkshop(), refusals(), () -> actor)));
    }

    public <T> T profileCatalog(Function<ProfileCatalog, T> work) {
        return inTransaction(parts -> work.apply(parts.profileCatalog()));
    }

    /** Trials of profiles, by the administrator. */
    public ProfileTests profileTests() {
        return new ProfileTests(
                new ProfileTestPreparation() {
                    @Override
                    public Authentication prepare(Actor actor, String id) {
                        return inTransaction(
                                parts -> parts.profileTestPreparation().prepare(actor, id));
                    }
                },
                directory,
                () -> ADMIN);
    }

    public ProfileConsents consents(Actor actor) {
        return new ProfileConsents(consentRecords(), directory, () -> actor);
    }

    /** The steps of consents, each in a transaction. */
    public ConsentRecords consentRecords() {
        return new ConsentRecords() {
            @Override
            public URI begin(Actor actor, String profileId, URI redirectUri) {
                return step(records -> records.begin(actor, profileId, redirectUri));
            }

            @Override
            public Returned take(Actor actor, String state, String code) {
                return step(records -> records.take(actor, state, code));
            }

            @Override
            public String store(Actor actor, Returned returned, Secret refreshToken) {
                return step(records -> records.store(actor, returned, refreshToken));
            }

            @Override
            public void replace(String adapterId, Secret refreshToken) {
                step(records -> {
                    records.replace(adapterId, refreshToken);
                    return null;
                });
            }

            private <T> T step(Function<ConsentRecords, T> work) {
                return committed(parts -> work.apply(parts.consentRecords()));
            }
        };
    }

    public <T> T rotation(Function<KeyRotation, T> work) {
        return committed(parts -> work.apply(parts.rotation(ADMIN)));
    }

    /** A job that goes through the secrets, as a server has one after its start. */
    public RotationJob rotationJob() {
        return new RotationJob(vault, new Reencryption() {
            @Override
            public Optional<String> chunk(String after) {
                return encryptAnew(after);
            }
        });
    }

    /** One step of such a job, from the beginning. */
    public void firstChunkOnly() {
        encryptAnew("");
    }

    private Optional<String> encryptAnew(String after) {
        return committed(parts -> parts.reencryption().chunk(after));
    }

    /** What a test call by the administrator would use. */
    public ModelDefinition prepareTest(String model, String connection) {
        return prepareTest(model, OptionalInt.empty(), connection);
    }

    public ModelDefinition prepareTest(String model, OptionalInt revision, String connection) {
        return inTransaction(parts -> parts.testPreparation().prepare(ADMIN, model, revision, connection))
                .definition();
    }

    /** Test calls by a user, what is done before and after each in a transaction of its own. */
    public TestCalls tests(Actor actor) {
        TestPreparation preparation = new TestPreparation(null, null, null, null, null) {
            @Override
            public PreparedTest prepare(Actor by, String modelId, OptionalInt number, String connection) {
                return inTransaction(parts -> parts.testPreparation().prepare(by, modelId, number, connection));
            }

            @Override
            public void note(Actor by, String modelId, PreparedTest tested, ProbeResult result) {
                inTransaction(parts -> {
                    parts.testPreparation().note(by, modelId, tested, result);
                    return null;
                });
            }
        };
        return new TestCalls(preparation, directory, () -> actor);
    }

    public <T> T workshop(Function<Workshop, T> work) {
        return committed(parts -> work.apply(parts.workshop()));
    }

    public <T> T catalog(Function<ModelCatalog, T> work) {
        return inTransaction(parts -> work.apply(parts.catalog()));
    }

    public <T> T history(Function<RevisionHistory, T> work) {
        return inTransaction(parts -> work.apply(new RevisionHistory(parts.models())));
    }

    /** What the audit log says was done, oldest first. */
    public List<AuditEntry> audit() {
        return database.inTransaction(
                entities -> entities.createQuery("select a from AuditEntry a order by a.id", AuditEntry.class)
                        .getResultList());
    }

    /** Import and export by the administrator, with secrets from a configuration. */
    public <T> T exchange(Function<String, Optional<String>> config, Function<Exchange, T> work) {
        return committed(parts -> work.apply(parts.exchange(config, refusals(), ADMIN)));
    }

    private RefusedSecrets refusals() {
        return new RefusedSecrets(notes());
    }

    /** What is in the audit log whatever becomes of the change. */
    public AuditNotes notes() {
        return new TestAudit(database, vault).notes();
    }

    /** The audit log as auditors see it, at work for the administrator. */
    public AuditTrail trail() {
        return new TestAudit(database, vault).trail(ADMIN);
    }

    /** In one transaction that publishes when it is committed. */
    private <T> T committed(Function<RegistryParts, T> work) {
        List<ModelsChanged> announced = new ArrayList<>();
        T result = inTransaction(announced, work);
        announced.forEach(publisher::committed);
        return result;
    }

    /** In one transaction that changes nothing which is published. */
    private <T> T inTransaction(Function<RegistryParts, T> work) {
        return inTransaction(new ArrayList<>(), work);
    }

    private <T> T inTransaction(List<ModelsChanged> announced, Function<RegistryParts, T> work) {
        return database.inTransaction(
                entities -> work.apply(new RegistryParts(entities, vault, directory, announced, losesSecrets)));
    }
}
