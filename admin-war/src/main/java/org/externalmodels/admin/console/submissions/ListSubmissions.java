package org.externalmodels.admin.console.submissions;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.inference.spi.WaitingSubmission;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.submissions.SubmissionOffice;
import org.omnifaces.cdi.ViewScoped;

/** The submissions of this server that wait. Its state is its address, but for the lines on the screen. */
@Named
@ViewScoped
public class ListSubmissions implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LINES = 50;

    @Inject
    private SubmissionOffice submissions;

    private String after;
    private List<SubmissionLine> lines = List.of();
    private String next = "";
    private String failure = "";

    /** Takes the part of the list that the address stands for. */
    public void load() {
        try {
            Slice<WaitingSubmission> slice =
                    submissions.slice(LINES, Optional.ofNullable(after).filter(text -> !text.isEmpty()));
            lines = slice.items().stream().map(SubmissionLine::of).toList();
            next = slice.next()
                    .map(place -> new Address().with("after", place).toString())
                    .orElse("");
            failure = "";
        } catch (RegistryException stopped) {
            lines = List.of();
            next = "";
            failure = stopped.getMessage();
        }
    }

    public List<SubmissionLine> getLines() {
        return lines;
    }

    /** The address of the next part, empty if there is none. */
    public String getNext() {
        return next;
    }

    /** Why nothing can be shown, empty if it can. */
    public String getFailure() {
        return failure;
    }

    public String getAfter() {
        return after;
    }

    public void setAfter(String after) {
        this.after = after;
    }
}
