package org.externalmodels.admin.console.profiles;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.externalmodels.admin.console.ShownValue;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.inference.spi.Authentication.OAuth2.ClientAuthentication;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileField;
import org.externalmodels.registry.definition.ProfileSettings;
import org.externalmodels.registry.definition.ProfileSettings.KeyPlacement;
import org.externalmodels.registry.definition.ProfileType;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.profiles.GivenProfile;

/** A profile as it is edited. What its type does not have is kept in the form and left out of the profile. */
public final class ProfileForm implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name;
    private ProfileType type = ProfileType.API_KEY;
    private KeyPlacement placement = KeyPlacement.HEADER;
    private String parameter;
    private String user;
    private String tokenEndpoint;
    private String authorizationEndpoint;
    private String clientId;
    private ClientAuthentication clientAuthentication = ClientAuthentication.BASIC;
    private String scope;
    private List<FieldLine> fields = new ArrayList<>();
    private String roleArn;
    private String region;
    private String stsRegion;
    private String externalId;
    private String origins;
    private boolean secretStored;
    private transient Secret secret;

    /** The form of a profile as people see it. */
    static ProfileForm of(JsonObject view) {
        ProfileForm form = new ProfileForm();
        form.name = view.getString("name");
        form.type = ProfileType.valueOf(view.getString("type"));
        form.placement = view.containsKey("placement") ? KeyPlacement.valueOf(text(view, "placement")) : form.placement;
        form.clientAuthentication = view.containsKey("clientAuthentication")
                ? ClientAuthentication.valueOf(text(view, "clientAuthentication"))
                : form.clientAuthentication;
        form.parameter = text(view, "parameter");
        form.user = text(view, "user");
        form.tokenEndpoint = text(view, "tokenEndpoint");
        form.authorizationEndpoint = text(view, "authorizationEndpoint");
        form.clientId = text(view, "clientId");
        form.scope = text(view, "scope");
        form.roleArn = text(view, "roleArn");
        form.region = text(view, "region");
        form.stsRegion = text(view, "stsRegion");
        form.externalId = text(view, "externalId");
        if (view.containsKey("fields")) {
            view.getJsonArray("fields")
                    .getValuesAs(JsonObject.class)
                    .forEach(field -> form.fields.add(new FieldLine(JsonRecords.read(field, ProfileField.class))));
        }
        form.origins = view.getJsonArray("origins").stream().map(ShownValue::of).collect(Collectors.joining("\n"));
        form.secretStored = form.type.secrets().stream()
                .anyMatch(slot -> view.get(slot) != null && view.get(slot) != JsonValue.NULL);
        return form;
    }

    private static String text(JsonObject view, String member) {
        return view.get(member) == null || view.isNull(member) ? null : ShownValue.of(view.get(member));
    }

    /** The profile as far as it is written. */
    GivenProfile given() {
        fields.removeIf(FieldLine::isEmpty);
        return new GivenProfile(
                name == null ? "" : name,
                new ProfileSettings(
                        type,
                        has("placement") ? placement : null,
                        own("parameter", parameter),
                        own("user", user),
                        own("tokenEndpoint", tokenEndpoint),
                        own("authorizationEndpoint", authorizationEndpoint),
                        own("clientId", clientId),
                        has("clientAuthentication") ? clientAuthentication : null,
                        own("scope", scope),
                        has("fields") ? fields.stream().map(FieldLine::field).toList() : List.of(),
                        own("roleArn", roleArn),
                        own("region", region),
                        own("stsRegion", stsRegion),
                        own("externalId", externalId)),
                secret == null
                        ? Map.of()
                        : type.secrets().stream().collect(Collectors.toMap(slot -> slot, slot -> secret)),
                Optional.of(writtenOrigins()));
    }

    private List<String> writtenOrigins() {
        return origins == null
                ? List.of()
                : Arrays.stream(origins.split("[\\s,]+"))
                        .filter(origin -> !origin.isEmpty())
                        .toList();
    }

    private String own(String member, String value) {
        return has(member) ? Typed.orNull(value) : null;
    }

    /** Whether profiles of the chosen type have this member. */
    public boolean has(String member) {
        return type.members().contains(member);
    }

    /** The name of the secret that the chosen type has, empty if it has none. */
    public String getSecretName() {
        return type.secrets().stream().findFirst().orElse("");
    }

    public boolean isSecretOptional() {
        return type.worksWithoutSecret();
    }

    public String getSecretHint() {
        if (secret != null) {
            return "Given, not saved yet";
        }
        return secretStored ? "Stored; empty keeps it" : "";
    }

    public void addField() {
        fields.add(new FieldLine());
    }

    public void removeField(FieldLine line) {
        fields.remove(line);
    }

    public String getSecret() {
        return null;
    }

    /** An empty field keeps what was typed before: browsers are never sent a secret back. */
    public void setSecret(String typed) {
        if (typed != null && !typed.isEmpty()) {
            secret = Secret.of(typed);
        }
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public ProfileType getType() {
        return type;
    }

    /** A secret that was typed for another type is not one of this. */
    public void setType(ProfileType type) {
        if (type != this.type) {
            secret = null;
        }
        this.type = type;
    }

    public KeyPlacement getPlacement() {
        return placement;
    }

    public void setPlacement(KeyPlacement placement) {
        this.placement = placement;
    }

    public String getParameter() {
        return parameter;
    }

    public void setParameter(String parameter) {
        this.parameter = parameter;
    }

    public String getUser() {
        return user;
    }

    public void setUser(String user) {
        this.user = user;
    }

    public String getTokenEndpoint() {
        return tokenEndpoint;
    }

    public void setTokenEndpoint(String tokenEndpoint) {
        this.tokenEndpoint = tokenEndpoint;
    }

    public String getAuthorizationEndpoint() {
        return authorizationEndpoint;
    }

    public void setAuthorizationEndpoint(String authorizationEndpoint) {
        this.authorizationEndpoint = authorizationEndpoint;
    }

    public String getClientId() {
        return clientId;
    }

    public void setClientId(String clientId) {
        this.clientId = clientId;
    }

    public ClientAuthentication getClientAuthentication() {
        return clientAuthentication;
    }

    public void setClientAuthentication(ClientAuthentication clientAuthentication) {
        this.clientAuthentication = clientAuthentication;
    }

    public String getScope() {
        return scope;
    }

    public void setScope(String scope) {
        this.scope = scope;
    }

    public List<FieldLine> getFields() {
        return fields;
    }

    public String getRoleArn() {
        return roleArn;
    }

    public void setRoleArn(String roleArn) {
        this.roleArn = roleArn;
    }

    public String getRegion() {
        return region;
    }

    public void setRegion(String region) {
        this.region = region;
    }

    public String getStsRegion() {
        return stsRegion;
    }

    public void setStsRegion(String stsRegion) {
        this.stsRegion = stsRegion;
    }

    public String getExternalId() {
        return externalId;
    }

    public void setExternalId(String externalId) {
        this.externalId = externalId;
    }

    public String getOrigins() {
        return origins;
    }

    public void setOrigins(String origins) {
        this.origins = origins;
    }
}
