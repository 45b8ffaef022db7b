package org.externalmodels.admin.console.deadletters;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.inference.spi.DeadLetter;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.deadletters.DeadLetterOffice;
import org.omnifaces.cdi.ViewScoped;

/** The dead letters of this server. Its state is its address, but for the lines on the screen. */
@Named
@ViewScoped
public class ListDeadLetters implements Serializable {

    private static final long serialVersionUID = 1L;
    private static final int LINES = 50;

    @Inject
    private DeadLetterOffice letters;

    private String after;
    private List<DeadLetterLine> lines = List.of();
    private String next = "";
    private String failure = "";

    /** Takes the part of the list that the address stands for. */
    public void load() {
        try {
            Slice<DeadLetter> slice =
                    letters.slice(LINES, Optional.ofNullable(after).filter(text -> !text.isEmpty()));
            lines = slice.items().stream().map(DeadLetterLine::of).toList();
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

    public void resend(DeadLetterLine line) {
        Attempt.told(
                "The result for " + line.correlationId() + " is delivered again.", () -> letters.resend(line.id()));
        load();
    }

    public void discard(DeadLetterLine line) {
        Attempt.told("The result for " + line.correlationId() + " is discarded.", () -> letters.discard(line.id()));
        load();
    }

    public List<DeadLetterLine> getLines() {
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
