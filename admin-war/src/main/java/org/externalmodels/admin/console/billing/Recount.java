package org.externalmodels.admin.console.billing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.billing.RecountedDays;
import org.externalmodels.registry.billing.Recounting;

/** Makes the sums of past days anew from single calls. */
@Named
@RequestScoped
public class Recount {

    @Inject
    private Recounting recounting;

    @Inject
    private Wording wording;

    private String first;
    private String last;
    private Problems problems = Problems.NONE;

    public void start() {
        problems = Attempt.at(() -> {
            LocalDate begin = day("from", first);
            LocalDate end = day("to", last).plusDays(1);
            RecountedDays.Outcome outcome = recounting.recount(
                    begin.atStartOfDay(ZoneOffset.UTC).toInstant(),
                    end.atStartOfDay(ZoneOffset.UTC).toInstant());
            Notices.done("The sums of " + wording.count(outcome.days()) + " days were made anew from "
                    + wording.count(outcome.calls()) + " attempts.");
        });
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text == null ? "" : text.strip());
        } catch (DateTimeParseException wrong) {
            throw RegistryException.invalid(field, "must be a date");
        }
    }

    public Problems getProblems() {
        return problems;
    }

    public String getFirst() {
        return first;
    }

    public void setFirst(String first) {
        this.first = first;
    }

    public String getLast() {
        return last;
    }

    public void setLast(String last) {
        this.last = last;
    }
}
