package org.externalmodels.connector;

import org.externalmodels.inference.Submission;
import org.externalmodels.inference.SubmissionConnection;

/** The handle through which requests are submitted: checks that it is open and delegates. */
final class SubmissionHandle extends ConnectionHandle<SubmissionManagedConnection> implements SubmissionConnection {

    SubmissionHandle(SubmissionManagedConnection managed) {
        super(SubmissionManagedConnection.class, managed);
    }

    @Override
    public String submit(Submission submission) {
        SubmissionManagedConnection open = managed();
        if (open == null) {
            throw new IllegalStateException("This submission connection is closed. Get another one from its factory.");
        }
        return open.submit(submission, origin());
    }

    @Override
    public void close() {
        giveBack();
    }
}
