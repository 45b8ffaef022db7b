package org.externalmodels.admin.console;

import java.io.Serializable;
import org.externalmodels.inference.spi.Secret;

/** A name and its value as they are edited. A secret value goes in and never comes out. */
public abstract class SecretLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private final boolean stored;
    private String name = "";
    private String value = "";
    private boolean secret;
    private transient Secret given;

    protected SecretLine() {
        stored = false;
    }

    /** @param value what is shown of a line that is no secret, {@code null} for nothing */
    protected SecretLine(String name, String value, boolean secret, boolean stored) {
        this.stored = stored;
        this.name = name;
        this.value = secret || value == null ? "" : value;
        this.secret = secret;
    }

    /** Whether there is nothing in it to save. */
    public final boolean isEmpty() {
        return (name == null || name.isBlank()) && (value == null || value.isBlank()) && given == null;
    }

    /** The name without the blanks around it. */
    protected final String writtenName() {
        return name == null ? "" : name.strip();
    }

    /** What is to be saved; {@code null} keeps the secret that is stored. */
    protected final String givenValue() {
        if (secret) {
            return given == null ? null : given.reveal();
        }
        return value;
    }

    /** The value that was typed but is not saved yet stays with the line, unseen. */
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

    public boolean isSecret() {
        return secret;
    }

    /** What was typed in sight stays the value when it becomes a secret. */
    public void setSecret(boolean secret) {
        if (secret && !this.secret && value != null && !value.isEmpty()) {
            given = Secret.of(value);
            value = "";
        }
        this.secret = secret;
    }
}
