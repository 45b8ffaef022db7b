package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Differences;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.LastChange;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.providers.ProviderCredentials;

/** A connection as it is typed: its name, and what its provider takes for proof. The key goes in and never comes out. */
public final class ConnectionForm implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The first connection of a new model, as problems name it. */
    static final String FIRST = "connections[0]";

    private String name;
    private String baseUrl;
    private String apiVersion;
    private String roleArn;
    private String region;
    private String stsRegion;
    private String externalId;
    private Integer weight = GivenConnection.USUAL_WEIGHT;
    private Integer priority = 0;
    private transient Secret key;

    ConnectionForm(String name) {
        this.name = name;
    }

    /** The form of a connection that is there. */
    static ConnectionForm of(ConnectionDetail connection) {
        ConnectionForm form = new ConnectionForm(connection.name());
        form.baseUrl = connection.baseUrl().orElse(null);
        form.roleArn = connection.access().roleArn();
        form.region = connection.access().region();
        form.stsRegion = connection.access().stsRegion();
        form.externalId = connection.access().externalId();
        form.weight = connection.weight();
        form.priority = connection.priority();
        return form;
    }

    /** How it differs from what somebody else made of it meanwhile. Keys cannot be compared. */
    Conflict differenceFrom(ConnectionDetail stored, Optional<LastChange> last) {
        ConnectionForm theirs = of(stored);
        return new Differences()
                .with("baseUrl", theirs.baseUrl, baseUrl)
                .with("roleArn", theirs.roleArn, roleArn)
                .with("region", theirs.region, region)
                .with("stsRegion", theirs.stsRegion, stsRegion)
                .with("externalId", theirs.externalId, externalId)
                .with("priority", theirs.priority.toString(), Objects.toString(priority, "0"))
                .with("weight", theirs.weight.toString(), Objects.toString(weight, "" + GivenConnection.USUAL_WEIGHT))
                .with(
                        "apiKey",
                        stored.apiKey().orElse(""),
                        key == null ? stored.apiKey().orElse("") : "a new one")
                .storedBy(
                        last.map(LastChange::by).orElse(""),
                        last.map(LastChange::on).orElse(null),
                        stored.version());
    }

    /** The first connection of a new model, or none if it was left without a name. */
    List<GivenConnection> givenIfNamed() {
        try {
            return name == null || name.isBlank() ? List.of() : List.of(given());
        } catch (RegistryException unreadable) {
            throw unreadable.under(FIRST);
        }
    }

    GivenConnection given() {
        return new GivenConnection(
                name == null ? "" : name,
                Optional.ofNullable(key),
                address(),
                access(),
                Optional.of(weight == null ? GivenConnection.USUAL_WEIGHT : weight),
                Optional.of(priority == null ? 0 : priority));
    }

    /** What a provider is asked with before anything is stored. */
    ProviderCredentials credentials() {
        return new ProviderCredentials(Optional.ofNullable(key), address(), access());
    }

    AwsAccess access() {
        return new AwsAccess(roleArn, region, stsRegion, externalId);
    }

    private Optional<String> address() {
        return GivenConnection.address(Optional.ofNullable(baseUrl), apiVersion);
    }

    Optional<Secret> secret() {
        return Optional.ofNullable(key);
    }

    /** Whether a key is asked for: with a role there is none. */
    public boolean isRole() {
        return roleArn != null && !roleArn.isBlank();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getKey() {
        return null;
    }

    /** An empty field keeps what was typed before: browsers are never sent a key back. */
    public void setKey(String typed) {
        if (typed != null && !typed.isEmpty()) {
            key = Secret.of(typed);
        }
    }

    public boolean isKeyGiven() {
        return key != null;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public void setBaseUrl(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    public String getApiVersion() {
        return apiVersion;
    }

    public void setApiVersion(String apiVersion) {
        this.apiVersion = apiVersion;
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

    public Integer getWeight() {
        return weight;
    }

    /** An empty field is the usual weight. */
    public void setWeight(Integer weight) {
        this.weight = weight;
    }

    public Integer getPriority() {
        return priority;
    }

    /** An empty field is the first priority. */
    public void setPriority(Integer priority) {
        this.priority = priority;
    }
}
