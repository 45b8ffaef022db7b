package org.externalmodels.registry.profiles;

import jakarta.annotation.Resource;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.NameRule;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Profile;

/** Adds, changes and deletes authorization profiles. The models that refer to one get each change at once. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR})
public class AuthorizationProfiles {

    private final ProfileWorkshop workshop;
    private final RefusedSecrets refusals;
    private final Supplier<Actor> actor;

    @Resource
    private SessionContext context;

    /** The container's proxies are made with it. */
    public AuthorizationProfiles() {
        this(null, RefusedSecrets.UNNOTED);
    }

    @Inject
    public AuthorizationProfiles(ProfileWorkshop workshop, RefusedSecrets refusals) {
        this.workshop = workshop;
        this.refusals = refusals;
        actor = () -> Actor.of(context);
    }

    /** For use outside the container, where roles are not checked. */
    public AuthorizationProfiles(ProfileWorkshop workshop, RefusedSecrets refusals, Supplier<Actor> actor) {
        this.workshop = workshop;
        this.refusals = refusals;
        this.actor = actor;
    }

    /**
     * Adds a profile. Secrets that are refused with it are in the audit log.
     *
     * @return its id
     * @throws RegistryException if the name is taken, or something is wrong with what was given
     */
    public String create(GivenProfile given) {
        return refusals.noting(actor, given.ofNew(), () -> add(given));
    }

    private String add(GivenProfile given) {
        Set<String> origins = checked(given);
        refuseTakenName(given.name(), null);
        return workshop.guarded(given.name(), () -> {
            Actor by = actor.get();
            Profile profile =
                    new Profile(given.name(), withoutSecrets(given), origins, by.name(), ProfileWorkshop.now());
            workshop.models.add(profile);
            Set<String> secrets = workshop.vault(profile).take(given, Optional.empty());
            workshop.audit.record(
                    by, "profile.added", AuditTarget.of(profile), null, after(workshop.view(profile), secrets));
            workshop.publish(profile);
            return profile.id();
        });
    }

    /**
     * Changes a profile. Secrets that are refused with it are in the audit log.
     *
     * @param seenVersion the version that the user saw, {@code null} to overwrite any
     * @param given all of it; secrets that are not given are kept, unless the token endpoint moves to another host
     */
    public void edit(String id, Long seenVersion, GivenProfile given) {
        Profile there = workshop.models.profiles().get(id, null);
        refusals.noting(actor, given.of(there), () -> {
            change(workshop.models.profiles().get(id, seenVersion), given);
            return null;
        });
    }

    private void change(Profile profile, GivenProfile given) {
        Actor by = actor.get();
        Ownership.check(by, profile);
        Set<String> allowed = checked(given);
        refuseTakenName(given.name(), profile.id());
        workshop.guarded(profile.name(), () -> {
            List<Model> users = workshop.models.profiles().users(profile);
            refuseOtherIdentity(profile, given, users);
            JsonObject before = workshop.view(profile);
            ProfileSettings settings = profile.settings();
            Set<String> origins = given.origins().isPresent() ? allowed : profile.origins();
            profile.write(given.name(), withoutSecrets(given), origins, by.name(), ProfileWorkshop.now());
            Set<String> secrets = workshop.vault(profile).take(given, Optional.of(settings));
            workshop.audit.record(
                    by, "profile.edited", AuditTarget.of(profile), before, after(workshop.view(profile), secrets));
            workshop.publish(profile);
            return null;
        });
    }

    /** Deletes a profile that no model refers to. */
    @RolesAllowed(Role.ADMIN)
    public void delete(String id, Long seenVersion) {
        Profile profile = workshop.models.profiles().get(id, seenVersion);
        workshop.guarded(profile.name(), () -> {
            List<Model> users = workshop.models.profiles().users(profile);
            if (!users.isEmpty()) {
                throw RegistryException.taken(
                        "usedBy", "The profile " + profile.name() + " is used by " + names(users) + " and stays");
            }
            workshop.audit.record(
                    actor.get(), "profile.deleted", AuditTarget.of(profile), workshop.view(profile), null);
            workshop.models.remove(profile);
            return null;
        });
    }

    /**
     * Refuses a name that a profile cannot have.
     *
     * @param ownId of the profile that may have it already, {@code null} for a new one
     */
    public void checkName(String name, String ownId) {
        String wanted = name == null ? "" : name.strip();
        NameRule.problem(wanted).ifPresent(message -> {
            throw RegistryException.invalid("name", message);
        });
        refuseTakenName(wanted, ownId);
        if (ownId != null) {
            Profile profile = workshop.models.profiles().get(ownId, null);
            refuseOtherName(profile, wanted, workshop.models.profiles().users(profile));
        }
    }

    private void refuseOtherIdentity(Profile profile, GivenProfile given, List<Model> users) {
        if (given.settings().type() != profile.type()) {
            throw RegistryException.invalid("type", "is fixed; add another profile");
        }
        refuseOtherName(profile, given.name(), users);
    }

    private static void refuseOtherName(Profile profile, String name, List<Model> users) {
        if (!users.isEmpty() && !name.equals(profile.name())) {
            throw RegistryException.taken(
                    "name", "The profile is referred to by this name in " + names(users) + ", so it is fixed");
        }
    }

    private void refuseTakenName(String name, String ownId) {
        Optional<Profile> holder = workshop.models.profiles().named(name);
        if (holder.isPresent() && !holder.get().id().equals(ownId)) {
            throw RegistryException.taken(
                    "name", "There is already a profile named " + holder.get().name());
        }
    }

    /** Refuses what breaks a rule, and gives the origins that it may be sent to. */
    private Set<String> checked(GivenProfile given) {
        List<DefinitionProblem> problems = new ArrayList<>(ProfileRules.of(given));
        problems.addAll(TokenEndpoints.problems(workshop.directory, given.settings()));
        Set<String> origins = new TreeSet<>();
        List<String> texts = given.origins().orElse(List.of());
        for (int i = 0; i < texts.size(); i++) {
            Optional<String> origin = HttpUrl.parse(texts.get(i)).map(HttpUrl::origin);
            if (origin.isEmpty()) {
                problems.add(DefinitionProblem.of("origins[" + i + "]", "must be an address such as https://host:443"));
            }
            origin.ifPresent(origins::add);
        }
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
        return origins;
    }

    private static ProfileSettings withoutSecrets(GivenProfile given) {
        List<ProfileField> fields = given.settings().fields().stream()
                .map(field -> field.secret() ? field.withValue(null) : field)
                .toList();
        return given.settings().withFields(fields);
    }

    private static JsonObject after(JsonObject view, Set<String> secrets) {
        return secrets.isEmpty()
                ? view
                : Json.createObjectBuilder(view)
                        .add("secretsGiven", JsonRecords.json(secrets))
                        .build();
    }

    private static String names(List<Model> users) {
        return users.stream().map(Model::name).collect(Collectors.joining(", "));
    }
}
