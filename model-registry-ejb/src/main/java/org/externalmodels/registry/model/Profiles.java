package org.externalmodels.registry.model;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;

/** The authorization profiles in the database, with their secrets and who uses them. */
@Dependent
public class Profiles {

    private final EntityManager entities;

    @Inject
    public Profiles(EntityManager entities) {
        this.entities = entities;
    }

    public Profile get(String id) {
        Profile profile = entities.find(Profile.class, DatabaseText.of("id", id));
        if (profile == null) {
            throw RegistryException.notFound("There is no authorization profile with the id " + id);
        }
        return profile;
    }

    /**
     * Finds a profile to change.
     *
     * @param seenVersion the version that the user saw, {@code null} if any will do
     */
    public Profile get(String id, Long seenVersion) {
        Profile profile = get(id);
        if (seenVersion != null && seenVersion != profile.version()) {
            throw RegistryException.stale("The profile " + profile.name(), seenVersion, profile.version());
        }
        return profile;
    }

    public Optional<Profile> named(String name) {
        return entities.createQuery("select p from Profile p where p.nameKey = :key", Profile.class)
                .setParameter("key", Definition.nameKey(name))
                .getResultStream()
                .findFirst();
    }

    public ProfileSecrets secrets(Profile profile) {
        List<StoredSecret> stored = entities.createQuery(
                        "select s from StoredSecret s where s.profileId = :profile", StoredSecret.class)
                .setParameter("profile", profile.id())
                .getResultList();
        return new ProfileSecrets(profile, stored);
    }

    /** The secrets of several profiles, in one query for all. */
    public List<ProfileSecrets> secrets(List<Profile> profiles) {
        if (profiles.isEmpty()) {
            return List.of();
        }
        Map<String, List<StoredSecret>> stored = entities
                .createQuery("select s from StoredSecret s where s.profileId in :profiles", StoredSecret.class)
                .setParameter("profiles", profiles.stream().map(Profile::id).toList())
                .getResultList()
                .stream()
                .collect(Collectors.groupingBy(StoredSecret::profileId));
        return profiles.stream()
                .map(profile -> new ProfileSecrets(profile, stored.getOrDefault(profile.id(), List.of())))
                .toList();
    }

    /**
     * All profiles by name without regard to case.
     *
     * @param stored all secrets
     */
    public Map<String, ProfileSecrets> all(Collection<StoredSecret> stored) {
        Map<String, List<StoredSecret>> byProfile = stored.stream()
                .filter(secret -> secret.profileId() != null)
                .collect(Collectors.groupingBy(StoredSecret::profileId));
        return entities.createQuery("select p from Profile p", Profile.class)
                .getResultStream()
                .map(profile -> new ProfileSecrets(profile, byProfile.getOrDefault(profile.id(), List.of())))
                .collect(Collectors.toMap(secrets -> secrets.profile().nameKey(), Function.identity()));
    }

    /** The models whose served revision or draft refers to a profile, by name. */
    public List<Model> users(Profile profile) {
        return entities.createQuery(
                        "select distinct m from Model m, Revision r where r.modelId = m.id and r.profileKey = :key"
                                + " and (r.revision = m.revision or r.revision = m.draftRevision) order by m.nameKey",
                        Model.class)
                .setParameter("key", profile.nameKey())
                .getResultList();
    }
}
