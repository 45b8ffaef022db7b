package org.externalmodels.admin.console.profiles;

import java.io.Serializable;
import org.externalmodels.inference.spi.Authentication.OAuth2.Placement;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.ProfileField;

/** A further field of a profile's token requests as it is edited. A secret value goes in and never comes out. */
public final class FieldLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private final boolean stored;
    private String name;
    private String value;
    private Placement placement;
    private boolean secret;
    private transient Secret given;

    FieldLine() {
        stored = false;
        placement = Placement.BODY;
    }

    FieldLine(ProfileField field) {
        stored = field.secret() && field.value() != null;
        name = field.name();
        value = field.secret() ? null : field.value();
        placement = field.placement();
        secret = field.secret();
    }

    ProfileField field() {
        String text = secret ? (given == null ? null : given.reveal()) : value;
        return new ProfileField(name == null ? "" : name.strip(), text, placement, secret);
    }

    boolean isEmpty() {
        return (name == null || name.isBlank()) && (value == null || value.isBlank()) && given == null;
    }

    public String getSecretHint() {
        if (given != null) {
            return "Given, not saved yet";
        }
        return stored ? "Stored; empty keeps it" : "Secret value";
    }

    public String getSecretValue() {
        return null;
    }

    public void setSecretValue(String typed) {
        if (typed != null && !typed.isEmpty()) {
            given = Secret.of(typed);
        }
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }

    public String getValue() {
        return value;
    }

    public void setValue(String value) {
        this.value = value;
    }

    public Placement getPlacement() {
        return placement;
    }

    public void setPlacement(Placement placement) {
        this.placement = placement;
    }

    public boolean isSecret() {
        return secret;
    }

    /** What was typed in sight stays the value when it becomes a secret. */
    public void setSecret(boolean secret) {
        if (secret && !this.secret && value != null && !value.isEmpty()) {
            given = Secret.of(value);
            value = null;
        }
        this.secret = secret;
    }
}
