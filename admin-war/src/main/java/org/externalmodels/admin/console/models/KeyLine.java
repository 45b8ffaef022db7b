package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.lifecycle.GivenConnection;

/** A connection's name and key as they are typed. The key goes in and never comes out. */
public final class KeyLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name;
    private transient Secret key;

    KeyLine(String name) {
        this.name = name;
    }

    /** The connection, or none if it was left without a name. */
    List<GivenConnection> given() {
        if (name == null || name.isBlank()) {
            return List.of();
        }
        return List.of(new GivenConnection(name, Optional.ofNullable(key), Optional.empty()));
    }

    Optional<Secret> secret() {
        return Optional.ofNullable(key);
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
}
