package org.externalmodels.admin.console.deadletters;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.SearchedLines;
import org.externalmodels.inference.spi.DeadLetter;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.deadletters.DeadLetterOffice;
import org.omnifaces.cdi.ViewScoped;

/** The dead letters of this server. */
@Named
@ViewScoped
public class ListDeadLetters extends SearchedLines<DeadLetter, DeadLetterLine> {

    private static final long serialVersionUID = 1L;

    @Inject
    private DeadLetterOffice letters;

    @Override
    protected Slice<DeadLetter> slice(Optional<String> wanted, int limit, Optional<String> after) {
        return letters.slice(wanted, limit, after);
    }

    @Override
    protected DeadLetterLine line(DeadLetter letter) {
        return DeadLetterLine.of(letter);
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
}
