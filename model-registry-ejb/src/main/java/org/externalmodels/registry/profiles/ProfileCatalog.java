package org.externalmodels.registry.profiles;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.Cursors;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.model.ProfileSecrets;
import org.externalmodels.registry.secrets.OpenVault;

/** Lists and shows authorization profiles. Each page takes a fixed number of queries. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
public class ProfileCatalog {

    private final EntityManager entities;
    private final Models models;
    private final OpenVault vault;

    /** The container's proxies are made with it. */
    public ProfileCatalog() {
        this(null, null, null);
    }

    @Inject
    public ProfileCatalog(EntityManager entities, Models models, OpenVault vault) {
        this.entities = entities;
        this.models = models;
        this.vault = vault;
    }

    /**
     * Lists profiles by name, from where another part ended.
     *
     * @param search a part of the name, in any case
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    public Slice<ProfileSummary> slice(Optional<String> search, int limit, Optional<String> after) {
        TypedQuery<Profile> query = entities.createQuery(
                        "select p from Profile p where p.nameKey like :search escape '!' and p.nameKey > :after"
                                + " order by p.nameKey",
                        Profile.class)
                .setParameter("search", DatabaseText.containing("search", Definition.nameKey(search.orElse(""))))
                .setParameter(
                        "after",
                        after.map(text -> Cursors.name("profiles", text)).orElse(""));
        List<Profile> found = query.setMaxResults(limit + 1).getResultList();
        List<Profile> page = found.size() <= limit ? found : found.subList(0, limit);
        Map<String, Long> users = users(page);
        List<ProfileSummary> items = models.profiles().secrets(page).stream()
                .map(secrets ->
                        summary(secrets, users.getOrDefault(secrets.profile().nameKey(), 0L)))
                .toList();
        return new Slice<>(
                items,
                found.size() <= limit
                        ? Optional.empty()
                        : Optional.of(
                                Cursors.ofName("profiles", page.get(limit - 1).nameKey())));
    }

    /** Shows a profile. */
    public ProfileDetail find(String id) {
        Profile profile = models.profiles().get(id);
        ProfileSecrets secrets = models.profiles().secrets(profile);
        List<ProfileDetail.User> users = models.profiles().users(profile).stream()
                .map(model -> new ProfileDetail.User(model.id(), model.name()))
                .toList();
        return new ProfileDetail(summary(secrets, users.size()), ProfileView.of(secrets), users, profile.addedAt());
    }

    private ProfileSummary summary(ProfileSecrets secrets, long users) {
        return ProfileSummary.of(secrets.profile(), ProfileStatus.of(secrets, vault.get()), users);
    }

    private Map<String, Long> users(List<Profile> page) {
        Map<String, Long> counts = new HashMap<>();
        if (!page.isEmpty()) {
            entities.createQuery(
                            "select r.profileKey, count(distinct m.id) from Model m, Revision r where r.modelId = m.id"
                                    + " and r.profileKey in :keys"
                                    + " and (r.revision = m.revision or r.revision = m.draftRevision)"
                                    + " group by r.profileKey",
                            Object[].class)
                    .setParameter("keys", page.stream().map(Profile::nameKey).toList())
                    .getResultList()
                    .forEach(line -> counts.put((String) line[0], ((Number) line[1]).longValue()));
        }
        return counts;
    }
}
