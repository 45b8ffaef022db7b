package org.externalmodels.registry.publication;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileSettings.KeyPlacement;
import org.externalmodels.registry.definition.ProfileType.Slot;
import org.externalmodels.registry.model.Profile;
import org.externalmodels.registry.model.ProfileSecrets;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** An authorization profile as the adapter knows it, secrets in the clear. */
public final class ProfileAuthentication {

    private final Profile profile;
    private final ProfileSettings settings;
    private final ProfileSecrets secrets;
    private final SecretVault vault;

    private ProfileAuthentication(ProfileSecrets secrets, SecretVault vault) {
        this.profile = secrets.profile();
        this.settings = profile.settings();
        this.secrets = secrets;
        this.vault = vault;
    }

    /** Empty if something is missing that people or the owner of an account have still to give. */
    public static Optional<Authentication> of(ProfileSecrets secrets, SecretVault vault)
            throws UnreadableSecretException {
        return new ProfileAuthentication(secrets, vault).authentication();
    }

    /** The client of a profile that may not have a refresh token yet. */
    public static Optional<OAuth2> client(ProfileSecrets secrets, SecretVault vault) throws UnreadableSecretException {
        return new ProfileAuthentication(secrets, vault).oauth(Optional.empty());
    }

    /** A consent makes whatever was fetched before useless, so it makes another profile to the adapter. */
    public static String adapterId(Profile profile) {
        return profile.id() + "/" + profile.consent();
    }

    private Optional<Authentication> authentication() throws UnreadableSecretException {
        return switch (settings.type()) {
            case NONE -> Optional.of(new Authentication.None());
            case API_KEY -> secret(Slot.KEY).map(this::key);
            case BEARER -> secret(Slot.TOKEN).map(Authentication.Bearer::new);
            case BASIC -> secret(Slot.PASSWORD).map(password -> new Authentication.Basic(settings.user(), password));
            case OAUTH2_CLIENT_CREDENTIALS -> oauth(Optional.empty()).map(Authentication.class::cast);
            case OAUTH2_AUTHORIZATION_CODE -> {
                Optional<Secret> refreshToken = secret(Slot.REFRESH_TOKEN);
                yield refreshToken.isEmpty()
                        ? Optional.empty()
                        : oauth(refreshToken).map(Authentication.class::cast);
            }
            case AWS_ROLE ->
                Optional.of(new Authentication.AwsRole(
                        settings.roleArn(),
                        settings.region(),
                        Optional.ofNullable(settings.stsRegion()),
                        Optional.ofNullable(settings.externalId())));
        };
    }

    private Authentication key(Secret key) {
        return settings.placement() == KeyPlacement.QUERY
                ? new Authentication.QueryKey(settings.parameter(), key)
                : new Authentication.HeaderKey(settings.parameter(), key);
    }

    private Optional<OAuth2> oauth(Optional<Secret> refreshToken) throws UnreadableSecretException {
        Optional<URI> endpoint = settings.tokenUrl();
        Optional<Secret> clientSecret = secret(Slot.CLIENT_SECRET);
        if (clientSecret.isEmpty() && settings.type().worksWithoutSecret()) {
            clientSecret = Optional.of(Secret.of(""));
        }
        if (endpoint.isEmpty() || clientSecret.isEmpty()) {
            return Optional.empty();
        }
        List<OAuth2.TokenField> fields = new ArrayList<>();
        for (ProfileField field : settings.fields()) {
            Secret value = field.secret() ? secrets.open(Slot.ofField(field), vault) : Secret.of(text(field.value()));
            fields.add(new OAuth2.TokenField(field.name(), value, field.placement(), field.secret()));
        }
        return Optional.of(new OAuth2(
                adapterId(profile),
                endpoint.get(),
                settings.clientId(),
                clientSecret.get(),
                settings.clientAuthentication(),
                Optional.ofNullable(settings.scope()).filter(scope -> !scope.isBlank()),
                refreshToken,
                fields));
    }

    private Optional<Secret> secret(String slot) throws UnreadableSecretException {
        return secrets.has(slot) ? Optional.of(secrets.open(slot, vault)) : Optional.empty();
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
