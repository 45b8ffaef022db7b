package org.externalmodels.admin.console;

import java.io.Serializable;

/**
 * What is wrong with a form: each thing beside its field and, once the form was sent and refused, all of them in a list above
 * it. Both follow the form: what was wrong with a field that is changed since is told no longer.
 */
public final class FormProblems implements Serializable {

    private static final long serialVersionUID = 1L;

    private Problems told = Problems.NONE;
    private boolean refused;
    private String outcome = "";

    /**
     * Does what the form is for; what stands in the way is told.
     *
     * @param failed what the user reads if it cannot be done, in a word or two
     * @return whether it is done
     */
    public boolean send(String failed, Runnable work) {
        refuse(failed, Attempt.at(work));
        return !refused;
    }

    /** Tells what the form was sent in vain for, if it is anything. */
    public void refuse(String failed, Problems why) {
        told = why;
        refused = why.any();
        outcome = failed;
    }

    /** Tells what is wrong with a field, or with everything in a part of the form, as it is now. */
    public void follow(String field, Problems found) {
        told = told.without(field).and(found);
        refused = refused && told.any();
    }

    public void forget() {
        told = Problems.NONE;
        refused = false;
    }

    /** All of them, for showing each beside its field. */
    public Problems getTold() {
        return told;
    }

    /** Those that the form was refused for, and what was found since; none if it was not. */
    public Problems getListed() {
        return refused ? told : Problems.NONE;
    }

    /** What stands above the list. */
    public String getHeading() {
        return told.all().isEmpty() ? outcome : outcome + ": mend these fields";
    }

    /** Goes out empty and comes back with {@link #setMended}. */
    public String getMended() {
        return "";
    }

    /** Takes the names of fields that were changed, with spaces between them. */
    public void setMended(String fields) {
        if (fields != null) {
            for (String field : fields.strip().split(" ", -1)) {
                follow(field, Problems.NONE);
            }
        }
    }
}
