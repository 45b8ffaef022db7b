package org.externalmodels.admin.console.models;

import java.io.Serializable;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.Header;

/** A header as it is edited. A secret value goes in and never comes out. */
public final class HeaderLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name = "";
    private String value = "";
    private boolean secret;
    private final boolean stored;
    private transient Secret given;

    HeaderLine() {
        stored = false;
    }

    HeaderLine(Header header) {
        name = header.name();
        value = header.secret() || header.value() == null ? "" : header.value();
        secret = header.secret();
        stored = header.secret();
    }

    Header header() {
        String written = name == null ? "" : name.strip();
        if (!secret) {
            return Header.of(written, value, false);
        }
        return Header.of(written, given == null ? null : given.reveal(), true);
    }

    boolean isEmpty() {
        return (name == null || name.isBlank()) && (value == null || value.isBlank()) && given == null;
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
