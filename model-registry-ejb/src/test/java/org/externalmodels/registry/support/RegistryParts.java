package org.externalmodels.registry.support;

import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.catalog.ConnectionList;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.exchange.ConfigSecrets;
import org.externalmodels.registry.exchange.Exchange;
import org.externalmodels.registry.exchange.ExchangedKinds;
import org.externalmodels.registry.exchange.ExportedDocument;
import org.externalmodels.registry.exchange.ImportedKeys;
import org.externalmodels.registry.exchange.Importing;
import org.externalmodels.registry.exchange.LimitExchange;
import org.externalmodels.registry.exchange.ModelExchange;
import org.externalmodels.registry.exchange.ModelExport;
import org.externalmodels.registry.exchange.ModelImport;
import org.externalmodels.registry.exchange.PriceExchange;
import org.externalmodels.registry.exchange.ProfileExchange;
import org.externalmodels.registry.lifecycle.CheckSteps;
import org.externalmodels.registry.lifecycle.DefinitionCheck;
import org.externalmodels.registry.lifecycle.TestPreparation;
import org.externalmodels.registry.lifecycle.Workshop;
import org.externalmodels.registry.limits.ScopeNames;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.profiles.ConsentRecords;
import org.externalmodels.registry.profiles.ProfileCatalog;
import org.externalmodels.registry.profiles.ProfileTestPreparation;
import org.externalmodels.registry.profiles.ProfileWorkshop;
import org.externalmodels.registry.publication.Announcement;
import org.externalmodels.registry.publication.Assembly;
import org.externalmodels.registry.publication.ModelsChanged;
import org.externalmodels.registry.publication.WholeSnapshot;
import org.externalmodels.registry.rotation.KeyRotation;
import org.externalmodels.registry.rotation.Reencryption;
import org.externalmodels.registry.secrets.OpenVault;

/** What the registry is put together from in one transaction, as a container would do it. */
final class RegistryParts {

    private final EntityManager entities;
    private final Models models;
    private final OpenVault vault;
    private final ModelDirectory directory;
    private final List<ModelsChanged> announced;
    private final Assembly assembly;
    private final Keys keys;
    private final SecretHeaders headers;
    private final AuditLog audit;
    private final Announcement announcement;

    /**
     * @param announced takes what is to be published once it is committed
     * @param losesSecrets whether the secrets of a model are gone when they are looked up
     */
    RegistryParts(
            EntityManager entities,
            OpenVault vault,
            ModelDirectory directory,
            List<ModelsChanged> announced,
            boolean losesSecrets) {
        this.entities = entities;
        models = losesSecrets ? new WithoutSecrets(entities) : new Models(entities);
        this.vault = vault;
        this.directory = directory;
        this.announced = announced;
        assembly = new Assembly(entities, models, vault);
        keys = new Keys(models, vault);
        headers = new SecretHeaders(models, vault);
        audit = new AuditLog(entities, vault);
        announcement = new Announcement(entities, assembly, announced::add);
    }

    Models models() {
        return models;
    }

    WholeSnapshot snapshot() {
        return new WholeSnapshot(entities, assembly);
    }

    Workshop workshop() {
        DefinitionCheck check = new DefinitionCheck(assembly, models, keys, directory);
        return new Workshop(entities, models, keys, headers, check, audit, announcement);
    }

    CheckSteps checkSteps() {
        return new CheckSteps(models, assembly, keys, headers, audit);
    }

    TestPreparation testPreparation() {
        return new TestPreparation(models, assembly, keys, headers, audit);
    }

    ModelCatalog catalog() {
        return new ModelCatalog(entities, models, new ConnectionList(entities, models, vault));
    }

    ProfileWorkshop profileWorkshop() {
        return new ProfileWorkshop(entities, models, audit, vault, announcement, directory);
    }

    ProfileCatalog profileCatalog() {
        return new ProfileCatalog(entities, models, vault);
    }

    ProfileTestPreparation profileTestPreparation() {
        return new ProfileTestPreparation(models, vault, audit);
    }

    ConsentRecords consentRecords() {
        return new ConsentRecords(entities, profileWorkshop(), vault);
    }

    KeyRotation rotation(Actor actor) {
        return new KeyRotation(entities, vault, audit, announcement, () -> actor);
    }

    Reencryption reencryption() {
        return new Reencryption(entities, vault, announcement);
    }

    Exchange exchange(Function<String, Optional<String>> config, RefusedSecrets refusals, Actor actor) {
        ConfigSecrets secrets = new ConfigSecrets(config);
        ImportedKeys given = new ImportedKeys(models, keys, secrets);
        ModelImport imports = new ModelImport(workshop(), models, given, headers, secrets);
        ExchangedKinds kinds = new ExchangedKinds(
                new ProfileExchange(entities, models, vault, profileWorkshop(), secrets),
                new ModelExchange(new ModelExport(entities, models), imports, given),
                new PriceExchange(entities, models, audit, changed -> {}),
                new LimitExchange(entities, new ScopeNames(entities, models), audit, null, changed -> {}));
        return new Exchange(
                new ExportedDocument(kinds),
                new Importing(kinds, audit, refusals, announcement),
                audit,
                () -> actor,
                () -> {
                    entities.getTransaction().setRollbackOnly();
                    announced.clear();
                });
    }

    private static final class WithoutSecrets extends Models {

        WithoutSecrets(EntityManager entities) {
            super(entities);
        }

        @Override
        public List<StoredSecret> secrets(Model model) {
            return List.of();
        }
    }
}
