package org.externalmodels.registry.support;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
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
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditEntry;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTrail;
import org.externalmodels.registry.catalog.ConnectionList;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.RevisionHistory;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.exchange.ConfigSecrets;
import org.externalmodels.registry.exchange.Exchange;
import org.externalmodels.registry.exchange.ExchangedKinds;
import org.externalmodels.registry.exchange.ExportedDocument;
import org.externalmodels.registry.exchange.Importing;
import org.externalmodels.registry.exchange.LimitExchange;
import org.externalmodels.registry.exchange.ModelExchange;
import org.externalmodels.registry.exchange.ModelExport;
import org.externalmodels.registry.exchange.ModelImport;
import org.externalmodels.registry.exchange.PriceExchange;
import org.externalmodels.registry.exchange.ProfileExchange;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.lifecycle.CheckOutcome;
import org.externalmodels.registry.lifecycle.CheckSteps;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.lifecycle.DefinitionCheck;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.lifecycle.PreparedTest;
import org.externalmodels.registry.lifecycle.TestCalls;
import org.externalmodels.registry.lifecycle.TestPreparation;
import org.externalmodels.registry.lifecycle.TriedConnection;
import org.externalmodels.registry.lifecycle.Workshop;
import org.externalmodels.registry.limits.ScopeNames;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.profiles.AuthorizationProfiles;
import org.externalmodels.registry.profiles.ConsentRecords;
import org.externalmodels.registry.profiles.ProfileCatalog;
import org.externalmodels.registry.profiles.ProfileConsents;
import org.externalmodels.registry.profiles.ProfileTestPreparation;
import org.externalmodels.registry.profiles.ProfileTests;
import org.externalmodels.registry.profiles.ProfileWorkshop;
import org.externalmodels.registry.publication.Announcement;
import org.externalmodels.registry.publication.Assembly;
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
            return database.inTransaction(entities -> snapshot(entities).stamp());
        }

        @Override
        public org.externalmodels.inference.spi.ModelSnapshot load() {
            return database.inTransaction(entities -> snapshot(entities).load());
        }

        private WholeSnapshot snapshot(EntityManager entities) {
            return new WholeSnapshot(entities, assembly(entities));
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
        return committed(
                (entities, announced) -> work.apply(new ModelLifecycle(workshop(entities, announced), () -> actor)));
    }

    public <T> T connections(Function<ModelConnections, T> work) {
        return connections(ADMIN, work);
    }

    public <T> T connections(Actor actor, Function<ModelConnections, T> work) {
        return committed(
                (entities, announced) -> work.apply(new ModelConnections(workshop(entities, announced), () -> actor)));
    }

    /** Checks by a user, each step in a transaction of its own, as its annotation has it in a container. */
    public ConnectionChecks checks(Actor actor) {
        CheckSteps steps = new CheckSteps(null, null, null, null, null) {
            @Override
            public TriedConnection asItIs(String modelId, String id) {
                return inStep(step -> step.asItIs(modelId, id));
            }

            @Override
            public TriedConnection withKey(Actor by, String modelId, String id, Long seenVersion, Secret key) {
                return inStep(step -> step.withKey(by, modelId, id, seenVersion, key));
            }

            @Override
            public void noteRefusal(Actor by, String modelId, String id, RegistryException why) {
                inStep(step -> {
                    step.noteRefusal(by, modelId, id, why);
                    return null;
                });
            }

            @Override
            public void note(Actor by, String modelId, String id, TriedConnection tried, CheckOutcome outcome) {
                inStep(step -> {
                    step.note(by, modelId, id, tried, outcome);
                    return null;
                });
            }
        };
        ModelConnections connections = new ModelConnections(null, () -> actor) {
            @Override
            public void swap(String modelId, String id, Long seenVersion, Secret key, String triedOrigin) {
                connections(actor, service -> {
                    service.swap(modelId, id, seenVersion, key, triedOrigin);
                    return null;
                });
            }
        };
        return new ConnectionChecks(steps, connections, directory, () -> actor);
    }

    private <T> T inStep(Function<CheckSteps, T> work) {
        return database.inTransaction(entities -> {
            Models models = models(entities);
            return work.apply(new CheckSteps(
                    models,
                    assembly(entities),
                    new Keys(models, vault),
                    new SecretHeaders(models, vault),
                    new AuditLog(entities, vault)));
        });
    }

    public <T> T profiles(Function<AuthorizationProfiles, T> work) {
        return profiles(ADMIN, work);
    }

    public <T> T profiles(Actor actor, Function<AuthorizationProfiles, T> work) {
        return committed((entities, announced) ->
                work.apply(new AuthorizationProfiles(profileWorkshop(entities, announced), () -> actor)));
    }

    public <T> T profileCatalog(Function<ProfileCatalog, T> work) {
        return database.inTransaction(entities -> work.apply(new ProfileCatalog(entities, models(entities), vault)));
    }

    /** Trials of profiles, by the administrator. */
    public ProfileTests profileTests() {
        return new ProfileTests(
                new ProfileTestPreparation() {
                    @Override
                    public Authentication prepare(Actor actor, String id) {
                        return database.inTransaction(entities -> new ProfileTestPreparation(
                                        models(entities), vault, new AuditLog(entities, vault))
                                .prepare(actor, id));
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
                return committed((entities, announced) ->
                        work.apply(new ConsentRecords(entities, profileWorkshop(entities, announced), vault)));
            }
        };
    }

    public <T> T rotation(Function<KeyRotation, T> work) {
        return committed((entities, announced) -> work.apply(new KeyRotation(
                entities,
                vault,
                new AuditLog(entities, vault),
                new Announcement(entities, assembly(entities), announced::add),
                () -> ADMIN)));
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
        return committed((entities, announced) -> new Reencryption(
                        entities, vault, new Announcement(entities, assembly(entities), announced::add))
                .chunk(after));
    }

    private ProfileWorkshop profileWorkshop(EntityManager entities, List<ModelsChanged> announced) {
        return new ProfileWorkshop(
                entities,
                models(entities),
                new AuditLog(entities, vault),
                vault,
                new Announcement(entities, assembly(entities), announced::add),
                directory);
    }

    /** What a test call by the administrator would use. */
    public ModelDefinition prepareTest(String model, String connection) {
        return prepareTest(model, OptionalInt.empty(), connection);
    }

    public ModelDefinition prepareTest(String model, OptionalInt revision, String connection) {
        return inTest(preparation -> preparation.prepare(ADMIN, model, revision, connection))
                .definition();
    }

    /** Test calls by a user, what is done before and after each in a transaction of its own. */
    public TestCalls tests(Actor actor) {
        TestPreparation preparation = new TestPreparation(null, null, null, null, null) {
            @Override
            public PreparedTest prepare(Actor by, String modelId, OptionalInt number, String connection) {
                return inTest(step -> step.prepare(by, modelId, number, connection));
            }

            @Override
            public void note(Actor by, String modelId, PreparedTest tested, ProbeResult result) {
                inTest(step -> {
                    step.note(by, modelId, tested, result);
                    return null;
                });
            }
        };
        return new TestCalls(preparation, directory, () -> actor);
    }

    private <T> T inTest(Function<TestPreparation, T> work) {
        return database.inTransaction(entities -> {
            Models models = models(entities);
            return work.apply(new TestPreparation(
                    models,
                    assembly(entities),
                    new Keys(models, vault),
                    new SecretHeaders(models, vault),
                    new AuditLog(entities, vault)));
        });
    }

    public <T> T workshop(Function<Workshop, T> work) {
        return committed((entities, announced) -> work.apply(workshop(entities, announced)));
    }

    public <T> T catalog(Function<ModelCatalog, T> work) {
        return database.inTransaction(entities -> {
            Models models = models(entities);
            return work.apply(new ModelCatalog(entities, models, new ConnectionList(entities, models, vault)));
        });
    }

    public <T> T history(Function<RevisionHistory, T> work) {
        return database.inTransaction(entities -> work.apply(new RevisionHistory(models(entities))));
    }

    /** What the audit log says was done, oldest first. */
    public List<AuditEntry> audit() {
        return database.inTransaction(
                entities -> entities.createQuery("select a from AuditEntry a order by a.id", AuditEntry.class)
                        .getResultList());
    }

    /** Import and export by the administrator, with secrets from a configuration. */
    public <T> T exchange(Function<String, Optional<String>> config, Function<Exchange, T> work) {
        return committed((entities, announced) -> {
            Models models = models(entities);
            AuditLog audit = new AuditLog(entities, vault);
            ConfigSecrets secrets = new ConfigSecrets(config);
            ModelImport imports = new ModelImport(
                    workshop(entities, announced),
                    models,
                    new Keys(models, vault),
                    new SecretHeaders(models, vault),
                    secrets);
            ExchangedKinds kinds = new ExchangedKinds(
                    new ProfileExchange(entities, models, vault, profileWorkshop(entities, announced), secrets),
                    new ModelExchange(new ModelExport(entities, models), imports),
                    new PriceExchange(entities, models, audit),
                    new LimitExchange(entities, new ScopeNames(entities, models), audit, null, changed -> {}));
            return work.apply(new Exchange(
                    new ExportedDocument(kinds),
                    new Importing(kinds, audit, new Announcement(entities, assembly(entities), announced::add)),
                    audit,
                    () -> ADMIN,
                    () -> {
                        entities.getTransaction().setRollbackOnly();
                        announced.clear();
                    }));
        });
    }

    /** The audit log as auditors see it, at work for the administrator. */
    public AuditTrail trail() {
        return new TestAudit(database, vault).trail(ADMIN);
    }

    private interface Work<T> {
        T apply(EntityManager entities, List<ModelsChanged> announced);
    }

    private <T> T committed(Work<T> work) {
        List<ModelsChanged> announced = new ArrayList<>();
        T result = database.inTransaction(entities -> work.apply(entities, announced));
        announced.forEach(publisher::committed);
        return result;
    }

    private Workshop workshop(EntityManager entities, List<ModelsChanged> announced) {
        Models models = models(entities);
        Keys keys = new Keys(models, vault);
        Assembly assembly = assembly(entities);
        return new Workshop(
                entities,
                models,
                keys,
                new SecretHeaders(models, vault),
                new DefinitionCheck(assembly, models, keys, directory),
                new AuditLog(entities, vault),
                new Announcement(entities, assembly, announced::add));
    }

    private Models models(EntityManager entities) {
        return new Models(entities) {
            @Override
            public List<StoredSecret> secrets(Model model) {
                return losesSecrets ? List.of() : super.secrets(model);
            }
        };
    }

    private Assembly assembly(EntityManager entities) {
        return new Assembly(entities, models(entities), vault);
    }
}
