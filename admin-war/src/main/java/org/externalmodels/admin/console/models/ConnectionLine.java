package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.time.Instant;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ConnectionStatus;

/** A line of a model's connections, with its switch. */
public final class ConnectionLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String id;
    private final String name;
    private final long version;
    private final String addedBy;
    private final Instant addedOn;
    private final Instant lastUsed;
    private final ConnectionStatus state;
    private final String baseUrl;
    private final String roleArn;
    private final String region;
    private final boolean keyed;
    private final Verification verification;
    private final String checkedBy;
    private final Instant checkedOn;
    private final String checkMessage;
    private final int weight;
    private final int priority;
    private final Sparkline usage;
    private LiveState now;
    private boolean inferencing;

    ConnectionLine(ConnectionDetail connection, Sparkline usage, LiveState now) {
        id = connection.id();
        name = connection.name();
        version = connection.version();
        addedBy = connection.addedBy();
        addedOn = connection.addedOn();
        lastUsed = connection.lastUsed().orElse(null);
        state = connection.status();
        baseUrl = connection.baseUrl().orElse(null);
        roleArn = connection.access().roleArn();
        region = connection.access().region();
        keyed = connection.apiKey().isPresent();
        verification = connection.verification();
        checkedBy = connection.checkedBy().orElse(null);
        checkedOn = connection.checkedOn().orElse(null);
        checkMessage = connection.checkMessage().orElse(null);
        inferencing = connection.inferencing();
        weight = connection.weight();
        priority = connection.priority();
        this.usage = usage;
        this.now = now;
    }

    public String getStatus() {
        return switch (state) {
            case ACTIVE -> "Active";
            case OFF -> "Off";
            case KEY_MISSING -> "Key is for another host";
            case KEY_UNREADABLE -> "Key cannot be read";
        };
    }

    /** The kind of chip that shows the status. */
    public String getLook() {
        return switch (state) {
            case ACTIVE -> "good";
            case OFF -> "";
            case KEY_MISSING, KEY_UNREADABLE -> "bad";
        };
    }

    public String getVerified() {
        return switch (verification) {
            case VERIFIED -> "Verified";
            case REFUSED -> "Refused";
            case AWAITING_TRUST -> "Awaiting trust";
            case UNVERIFIED -> "Unverified";
        };
    }

    /** The kind of chip that shows what is known of the credentials. */
    public String getVerifiedLook() {
        return switch (verification) {
            case VERIFIED -> "good";
            case REFUSED -> "bad";
            case AWAITING_TRUST -> "warn";
            case UNVERIFIED -> "plain";
        };
    }

    /** Whether somebody at AWS has to let this server assume the role. */
    public boolean isAwaitingTrust() {
        return verification == Verification.AWAITING_TRUST;
    }

    /** Whether a role is assumed in place of a key. */
    public boolean isRole() {
        return roleArn != null;
    }

    public String getId() {
        return id;
    }

    public String getName() {
        return name;
    }

    public long getVersion() {
        return version;
    }

    public String getAddedBy() {
        return addedBy;
    }

    public Instant getAddedOn() {
        return addedOn;
    }

    public Instant getLastUsed() {
        return lastUsed;
    }

    public String getBaseUrl() {
        return baseUrl;
    }

    public String getRoleArn() {
        return roleArn;
    }

    public String getRegion() {
        return region;
    }

    /** Whether it has a key. */
    public boolean isKeyed() {
        return keyed;
    }

    public String getCheckedBy() {
        return checkedBy;
    }

    public Instant getCheckedOn() {
        return checkedOn;
    }

    /** Why the credentials were not accepted, {@code null} if nothing speaks against them. */
    public String getCheckMessage() {
        return checkMessage;
    }

    public int getWeight() {
        return weight;
    }

    public int getPriority() {
        return priority;
    }

    /** How it does on this server at the moment. */
    public LiveState getNow() {
        return now;
    }

    void setNow(LiveState now) {
        this.now = now;
    }

    public Sparkline getUsage() {
        return usage;
    }

    public boolean isInferencing() {
        return inferencing;
    }

    public void setInferencing(boolean inferencing) {
        this.inferencing = inferencing;
    }
}
