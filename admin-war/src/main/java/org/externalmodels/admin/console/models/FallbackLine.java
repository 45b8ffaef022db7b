package org.externalmodels.admin.console.models;

import java.io.Serializable;

/** A model that stands in for the one that is edited, as it is typed. */
public final class FallbackLine implements Serializable {

    private static final long serialVersionUID = 1L;

    private String name;

    FallbackLine(String name) {
        this.name = name;
    }

    boolean isEmpty() {
        return name == null || name.isBlank();
    }

    public String getName() {
        return name;
    }

    public void setName(String name) {
        this.name = name;
    }
}
