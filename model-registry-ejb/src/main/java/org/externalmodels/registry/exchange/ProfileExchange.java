package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.GivenSecret;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.definition.ProfileType.Slot;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.model.ProfileSecrets;
import org.externalmodels.registry.profiles.AuthorizationProfiles;
import org.externalmodels.registry.profiles.GivenProfile;
import org.externalmodels.registry.profiles.ProfileWorkshop;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** Authorization profiles. What the owner of an account said yes to is not part of them. */
@Dependent
public class ProfileExchange implements ExchangedKind<ExchangedProfile> {

    private static final String FIELDS = "fields";
    private static final String ORIGINS = "origins";

    private static final Set<String> SECRETS = Arrays.stream(ProfileType.values())
            .flatMap(type -> type.secrets().stream())
            .collect(Collectors.toUnmodifiableSet());

    private final EntityManager entities;
    private final Models models;
    private final OpenVault vault;
    private final ProfileWorkshop workshop;
    private final ConfigSecrets config;

    @Inject
    public ProfileExchange(
            EntityManager entities, Models models, OpenVault vault, ProfileWorkshop workshop, ConfigSecrets config) {
        this.entities = entities;
        this.models = models;
        this.vault = vault;
        this.workshop = workshop;
        this.config = config;
    }

    @Override
    public String list() {
        return "authorizationProfiles";
    }

    @Override
    public String word() {
        return "authorization profile";
    }

    @Override
    public JsonArray write(SecretNames names) {
        List<Profile> all = entities.createQuery("select p from Profile p order by p.nameKey", Profile.class)
                .getResultList();
        JsonArrayBuilder list = Json.createArrayBuilder();
        models.profiles().secrets(all).forEach(one -> list.add(profile(one, names)));
        return list.build();
    }

    private static JsonObject profile(ProfileSecrets stored, SecretNames names) {
        Profile profile = stored.profile();
        ProfileSettings settings = profile.settings();
        JsonObjectBuilder json = Json.createObjectBuilder().add("name", profile.name());
        JsonRecords.write(settings.withFields(List.of())).forEach((name, value) -> Members.add(json, name, value));
        JsonArrayBuilder fields = Json.createArrayBuilder();
        for (ProfileField field : settings.fields()) {
            JsonObjectBuilder one = Json.createObjectBuilder(JsonRecords.write(field));
            one.remove("secret");
            if (field.secret()) {
                one.remove("value");
                one.add("secret", names.reference(profile.name() + " " + field.name()));
            }
            fields.add(one);
        }
        Members.add(json, FIELDS, fields.build());
        for (String slot : new TreeSet<>(settings.type().secrets())) {
            if (stored.has(slot) && names.areGiven()) {
                json.add(slot, names.reference(profile.name() + " " + slot));
            }
        }
        Members.add(json, ORIGINS, JsonRecords.json(new TreeSet<>(profile.origins())));
        return json.build();
    }

    @Override
    public ExchangedProfile read(String at, JsonObject json) {
        Beside beside = Members.record(
                at, Members.only(json, name -> Set.of("name", FIELDS, ORIGINS).contains(name)), Beside.class);
        Map<String, SecretReference> secrets = new LinkedHashMap<>();
        Members.only(json, SECRETS::contains).forEach((name, value) -> {
            if (!(value instanceof JsonObject reference)) {
                throw RegistryException.invalid(
                        at + "." + name,
                        "must be a reference to the configuration, such as {config: EXTERNAL_MODELS_SECRET_A}");
            }
            secrets.put(name, Members.record(at + "." + name, reference, SecretReference.class));
        });
        JsonObject own =
                Members.only(json, name -> !Set.of("name", FIELDS, ORIGINS).contains(name) && !SECRETS.contains(name));
        if (!own.containsKey("type")) {
            throw RegistryException.invalid(at + ".type", "is required");
        }
        if (beside.name() == null) {
            throw RegistryException.invalid(at + ".name", "is required");
        }
        ProfileSettings settings = Members.record(at, own, ProfileSettings.class);
        List<ExchangedProfileField> fields = Objects.requireNonNullElse(beside.fields(), List.of());
        return new ExchangedProfile(
                beside.name(),
                settings.withFields(
                        fields.stream().map(ExchangedProfileField::field).toList()),
                secrets,
                fields.stream()
                        .map(field -> Optional.ofNullable(field.secret()))
                        .toList(),
                Objects.requireNonNullElse(beside.origins(), List.of()));
    }

    @Override
    public String name(ExchangedProfile profile) {
        return profile.name();
    }

    @Override
    public List<GivenSecret> secrets(ExchangedProfile wanted) {
        try {
            Optional<Profile> there = models.profiles().named(wanted.name());
            GivenProfile given = given(wanted, there);
            return there.map(profile -> givesNewSecret(profile, given) ? given.of(profile) : List.<GivenSecret>of())
                    .orElseGet(given::ofNew);
        } catch (RegistryException notThere) {
            return List.of();
        }
    }

    @Override
    public Optional<List<String>> apply(Actor actor, ExchangedProfile wanted) {
        AuthorizationProfiles service = new AuthorizationProfiles(workshop, RefusedSecrets.UNNOTED, () -> actor);
        Optional<Profile> there = models.profiles().named(wanted.name());
        GivenProfile given = given(wanted, there);
        if (there.isEmpty()) {
            service.create(given);
            return Optional.empty();
        }
        List<String> differing = differences(there.get(), given);
        if (!differing.isEmpty()) {
            service.edit(there.get().id(), null, given);
        }
        return Optional.of(differing);
    }

    private GivenProfile given(ExchangedProfile wanted, Optional<Profile> there) {
        Set<String> origins = new TreeSet<>(there.map(Profile::origins).orElse(Set.of()));
        wanted.origins()
                .forEach(text ->
                        origins.add(HttpUrl.parse(text).map(HttpUrl::origin).orElse(text)));
        return new GivenProfile(
                there.map(Profile::name).orElse(wanted.name()),
                withSecrets(wanted),
                values(wanted),
                Optional.of(List.copyOf(origins)));
    }

    private ProfileSettings withSecrets(ExchangedProfile wanted) {
        List<ProfileField> fields = new ArrayList<>();
        for (int i = 0; i < wanted.settings().fields().size(); i++) {
            ProfileField field = wanted.settings().fields().get(i);
            Optional<Secret> value = config.value(
                    "fields[" + i + "].secret.config",
                    wanted.fieldSecrets().get(i).orElse(null));
            fields.add(value.map(secret -> field.withValue(secret.reveal())).orElse(field));
        }
        return wanted.settings().withFields(fields);
    }

    private Map<String, Secret> values(ExchangedProfile wanted) {
        Map<String, Secret> secrets = new HashMap<>();
        wanted.secrets()
                .forEach((name, reference) ->
                        config.value(name + ".config", reference).ifPresent(secret -> secrets.put(name, secret)));
        return secrets;
    }

    private List<String> differences(Profile there, GivenProfile given) {
        ProfileSecrets stored = models.profiles().secrets(there);
        List<String> fields = new ArrayList<>();
        JsonObject before = JsonRecords.write(there.settings());
        JsonObject after = JsonRecords.write(withoutSecrets(given.settings()));
        before.forEach((name, value) -> {
            if (!value.equals(after.get(name))) {
                fields.add(name);
            }
        });
        if (!Set.copyOf(given.origins().orElse(List.of())).equals(there.origins())) {
            fields.add(ORIGINS);
        }
        given.secrets().forEach((name, secret) -> {
            if (!holds(stored, name, secret)) {
                fields.add(name);
            }
        });
        if (givesNewFields(stored, given) && !fields.contains(FIELDS)) {
            fields.add(FIELDS);
        }
        return fields;
    }

    private boolean givesNewSecret(Profile there, GivenProfile given) {
        ProfileSecrets stored = models.profiles().secrets(there);
        return givesNewFields(stored, given)
                || given.secrets().entrySet().stream()
                        .anyMatch(secret -> !holds(stored, secret.getKey(), secret.getValue()));
    }

    private boolean givesNewFields(ProfileSecrets stored, GivenProfile given) {
        return given.settings().fields().stream()
                .filter(ProfileField::givesSecret)
                .anyMatch(field -> !holds(stored, Slot.ofField(field), Secret.of(field.value())));
    }

    /** As they are stored. */
    private static ProfileSettings withoutSecrets(ProfileSettings settings) {
        return settings.withFields(settings.fields().stream()
                .map(field -> field.secret() ? field.withValue(null) : field)
                .toList());
    }

    private boolean holds(ProfileSecrets stored, String slot, Secret secret) {
        try {
            return stored.open(slot, vault.get()).equals(secret);
        } catch (UnreadableSecretException differs) {
            return false;
        }
    }

    /** What stands beside the members of the settings; {@code null} is what is not there. */
    private record Beside(String name, List<ExchangedProfileField> fields, List<String> origins) {}
}
