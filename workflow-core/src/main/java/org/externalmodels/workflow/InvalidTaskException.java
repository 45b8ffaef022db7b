package org.externalmodels.workflow;

/** A task cannot be carried out as its author described it. The message names the activity and the field. */
public final class InvalidTaskException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidTaskException(Activity activity, String where, String problem) {
        super(activity + ", " + where + ": " + problem);
    }
}
