package org.externalmodels.registry.profiles;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Supplier;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.registry.DatabaseFailure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.publication.Announcement;
import org.externalmodels.registry.secrets.OpenVault;

/** What every change of a profile works with. */
@Dependent
public class ProfileWorkshop {

    private final EntityManager entities;
    final Models models;
    final AuditLog audit;
    private final OpenVault vault;
    private final Announcement announcement;
    final ModelDirectory directory;

    @Inject
    public ProfileWorkshop(
            EntityManager entities,
            Models models,
            AuditLog audit,
            OpenVault vault,
            Announcement announcement,
            ModelDirectory directory) {
        this.entities = entities;
        this.models = models;
        this.audit = audit;
        this.vault = vault;
        this.announcement = announcement;
        this.directory = directory;
    }

    /** The database keeps microseconds. */
    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    ProfileVault vault(Profile profile) {
        return new ProfileVault(models, vault.get(), profile);
    }

    JsonObject view(Profile profile) {
        return ProfileView.of(models.profiles().secrets(profile));
    }

    /** The models that refer to a profile get it as it is now. */
    void publish(Profile profile) {
        announcement.changed(models.profiles().users(profile));
    }

    /** Runs work down to the database and says in people's words what it refuses. */
    <T> T guarded(String name, Supplier<T> work) {
        try {
            announcement.begin();
            T result = work.get();
            entities.flush();
            return result;
        } catch (OptimisticLockException otherWasFirst) {
            throw RegistryException.stale("The profile " + name);
        } catch (PersistenceException failed) {
            if (DatabaseFailure.violatedConstraint(failed)
                    .filter(text -> text.contains("profile_name_unique"))
                    .isPresent()) {
                throw RegistryException.taken("name", "There is already a profile of this name");
            }
            throw failed;
        }
    }
}
