package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.time.Instant;
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
    private boolean inferencing;

    ConnectionLine(ConnectionDetail connection) {
        id = connection.id();
        name = connection.name();
        version = connection.version();
        addedBy = connection.addedBy();
        addedOn = connection.addedOn();
        lastUsed = connection.lastUsed().orElse(null);
        state = connection.status();
        baseUrl = connection.baseUrl().orElse(null);
        inferencing = connection.inferencing();
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

    public boolean isInferencing() {
        return inferencing;
    }

    public void setInferencing(boolean inferencing) {
        this.inferencing = inferencing;
    }
}
