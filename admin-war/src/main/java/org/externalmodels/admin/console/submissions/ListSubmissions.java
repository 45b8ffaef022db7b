package org.externalmodels.admin.console.submissions;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.externalmodels.admin.console.SearchedLines;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.submissions.SubmissionOffice;
import org.omnifaces.cdi.ViewScoped;

/** The submissions of this server that wait. */
@Named
@ViewScoped
public class ListSubmissions extends SearchedLines<WaitingSubmission, SubmissionLine> {

    private static final long serialVersionUID = 1L;

    @Inject
    private SubmissionOffice submissions;

    private int inDoubt;

    @Override
    public void load() {
        super.load();
        inDoubt = getFailure().isEmpty() ? submissions.inDoubt() : 0;
    }

    /** How many are part of a transaction that is prepared and not settled. */
    public int getInDoubt() {
        return inDoubt;
    }

    @Override
    protected Slice<WaitingSubmission> slice(Optional<String> wanted, int limit, Optional<String> after) {
        return submissions.slice(wanted, limit, after);
    }

    @Override
    protected SubmissionLine line(WaitingSubmission waiting) {
        return SubmissionLine.of(waiting);
    }
}
