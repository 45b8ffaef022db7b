package org.externalmodels.registry.profiles;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.AuthorizationCode;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.OwnTransaction;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileType.Slot;
import org.externalmodels.registry.model.Columns;
import org.externalmodels.registry.model.ConsentRequest;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.publication.ProfileAuthentication;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** The steps of a consent that touch the database, each in a transaction of its own. */
@ApplicationScoped
@OwnTransaction
public class ConsentRecords {

    /** As long as somebody may take to sign in there. */
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private final EntityManager entities;
    private final ProfileWorkshop workshop;
    private final OpenVault vault;

    protected ConsentRecords() {
        this(null, null, null);
    }

    @Inject
    public ConsentRecords(EntityManager entities, ProfileWorkshop workshop, OpenVault vault) {
        this.entities = entities;
        this.workshop = workshop;
        this.vault = vault;
    }

    /** Where to send the browser of whoever began. */
    public URI begin(Actor actor, String profileId, URI redirectUri) {
        Profile profile = workshop.models.profiles().get(profileId);
        Ownership.check(actor, profile);
        if (!profile.type().needsConsent()) {
            throw RegistryException.invalid("type", "A profile of type " + profile.type() + " needs no consent");
        }
        return workshop.guarded(profile.name(), () -> {
            dropExpired();
            String state = Proof.random();
            String verifier = Proof.random();
            String hash = Proof.hash(state);
            StoredSecret stored = StoredSecret.of(
                    profile, ConsentRequest.owner(profile.id(), hash), Secret.of(verifier), vault.get());
            workshop.models.add(stored);
            workshop.models.add(new ConsentRequest(
                    hash, profile, stored.id(), redirectUri.toString(), actor.name(), ProfileWorkshop.now()));
            return address(profile.settings(), redirectUri, state, verifier);
        });
    }

    /** RFC 6749 section 4.1.1, RFC 7636 section 4.3. */
    private static URI address(ProfileSettings settings, URI redirectUri, String state, String verifier) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", settings.clientId());
        query.put("redirect_uri", redirectUri.toString());
        if (settings.scope() != null && !settings.scope().isBlank()) {
            query.put("scope", settings.scope());
        }
        query.put("state", state);
        query.put("code_challenge", Proof.challenge(verifier));
        query.put("code_challenge_method", "S256");
        String endpoint = settings.authorizationEndpoint().strip();
        return URI.create(endpoint
                + (endpoint.indexOf('?') < 0 ? "?" : "&")
                + query.entrySet().stream()
                        .map(field -> field.getKey() + "="
                                + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8)
                                        .replace("+", "%20"))
                        .collect(Collectors.joining("&")));
    }

    private void dropExpired() {
        entities.createQuery("select c from ConsentRequest c where c.startedAt < :limit", ConsentRequest.class)
                .setParameter("limit", Columns.time(Instant.now().minus(LIFETIME)))
                .getResultList()
                .forEach(this::drop);
    }

    private void drop(ConsentRequest request) {
        entities.remove(request);
        entities.flush();
        workshop.models.removeSecret(request.secretId());
    }

    /** Takes a request whose browser has come back. It is good once, for the user who began it. */
    public Returned take(Actor actor, String state, String code) {
        ConsentRequest request = entities.find(ConsentRequest.class, Proof.hash(state));
        if (request == null || request.startedAt().isBefore(Instant.now().minus(LIFETIME))) {
            throw RegistryException.invalid(
                    "state", "is unknown, was used already or is too old: begin the authorization again");
        }
        if (!request.startedBy().equals(actor.name())) {
            throw RegistryException.forbidden("The authorization was begun by another user");
        }
        Profile profile = workshop.models.profiles().get(request.profileId());
        StoredSecret stored = workshop.models.secret(request.secretId());
        try {
            Secret verifier = stored.open(vault.get(), ConsentRequest.owner(profile.id(), request.stateHash()));
            OAuth2 client = ProfileAuthentication.client(
                            workshop.models.profiles().secrets(profile), vault.get())
                    .orElseThrow(() -> RegistryException.invalid("clientSecret", "is required"));
            drop(request);
            return new Returned(
                    profile.id(),
                    profile.version(),
                    client,
                    new AuthorizationCode(Secret.of(code), URI.create(request.redirectUri()), verifier));
        } catch (UnreadableSecretException unreadable) {
            throw RegistryException.invalid("clientSecret", "does not open any more: give it again");
        }
    }

    /** Stores what the consent gave; models that refer to the profile use it at once. */
    public String store(Actor actor, Returned returned, Secret refreshToken) {
        Profile profile = workshop.models.profiles().get(returned.profileId(), returned.version());
        return workshop.guarded(profile.name(), () -> {
            workshop.vault(profile).replace(Slot.REFRESH_TOKEN, refreshToken);
            profile.consented(actor.name(), ProfileWorkshop.now());
            workshop.audit.record(actor, "profile.authorized", AuditTarget.of(profile), null, workshop.view(profile));
            workshop.publish(profile);
            return profile.name();
        });
    }

    /** A token endpoint gave another refresh token; other servers need it too. */
    public void replace(String adapterId, Secret refreshToken) {
        String id = adapterId.substring(0, Math.max(0, adapterId.lastIndexOf('/')));
        Profile profile = entities.find(Profile.class, id);
        if (profile == null || !ProfileAuthentication.adapterId(profile).equals(adapterId)) {
            return;
        }
        workshop.guarded(profile.name(), () -> {
            workshop.vault(profile).replace(Slot.REFRESH_TOKEN, refreshToken);
            workshop.publish(profile);
            return null;
        });
    }

    /**
     * A request whose browser has come back.
     *
     * @param profileId of the profile
     * @param version of the profile when it was taken
     * @param client that exchanges the code
     * @param code that came
     */
    public record Returned(String profileId, long version, OAuth2 client, AuthorizationCode code) {}
}
