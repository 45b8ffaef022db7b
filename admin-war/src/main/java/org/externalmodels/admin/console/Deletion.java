package org.externalmodels.admin.console;

import java.io.Serializable;

/** Asks for the name of what is to be deleted, and deletes it when that name is typed. */
public abstract class Deletion implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private String id;
    private String name;
    private long version;
    private String typed;
    private Problems problems = Problems.NONE;

    /** @param kind what is deleted, as the user calls it */
    protected Deletion(String kind) {
        this.kind = kind;
    }

    public void ask(String ofId, String ofName, long ofVersion) {
        id = ofId;
        name = ofName;
        version = ofVersion;
        typed = null;
        problems = Problems.NONE;
    }

    public void delete() {
        problems = typed != null && typed.strip().equals(name)
                ? Attempt.at(() -> delete(id, version))
                : Problems.of("This is not the name of the " + kind + ".");
        if (!problems.any()) {
            deleted(name);
        }
    }

    /** Deletes it, if it has that version still. */
    protected abstract void delete(String ofId, long ofVersion);

    /** Shows the user that it is gone. */
    protected abstract void deleted(String ofName);

    public String getName() {
        return name;
    }

    public String getTyped() {
        return typed;
    }

    public void setTyped(String typed) {
        this.typed = typed;
    }

    /** Why it was not deleted; {@code null} if nothing was tried or it was. */
    public String getProblem() {
        return problems.any() ? problems.headline() : null;
    }

    /** Whether somebody changed it after the page was loaded, so that the user decides anew on what it is now. */
    public boolean isChangedMeanwhile() {
        return problems.stale();
    }
}
