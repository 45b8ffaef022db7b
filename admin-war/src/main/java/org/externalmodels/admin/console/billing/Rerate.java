package org.externalmodels.admin.console.billing;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.billing.RatedRows;
import org.externalmodels.registry.billing.Rerating;
import org.primefaces.PrimeFaces;

/** Works out the cost of calls of the past again, by the prices as they are now. */
@Named
@RequestScoped
public class Rerate {

    @Inject
    private Rerating rerating;

    @Inject
    private Wording wording;

    private String from;
    private String to;
    private String model;
    private Problems problems = Problems.NONE;

    /** Before anybody is asked whether it is meant. */
    public void check() {
        problems = Attempt.at(() -> rerating.check(time("from", from), time("to", to), Typed.text(model)));
        PrimeFaces.current().ajax().addCallbackParam("asks", !problems.any());
    }

    public void start() {
        Optional<String> which = Typed.text(model);
        problems = Attempt.at(() -> {
            RatedRows.Outcome outcome = rerating.rerate(time("from", from), time("to", to), which);
            Notices.done(wording.count(outcome.calls()) + " attempts"
                    + which.map(name -> " of " + name).orElse("") + " were worked out again, "
                    + wording.count(outcome.changed()) + " of them cost something else now.");
        });
    }

    private Instant time(String field, String text) {
        try {
            return LocalDateTime.parse(text == null ? "" : text.strip())
                    .atZone(wording.zone())
                    .toInstant();
        } catch (DateTimeParseException wrong) {
            throw RegistryException.invalid(field, "must be a date and a time");
        }
    }

    public Problems getProblems() {
        return problems;
    }

    public String getFrom() {
        return from;
    }

    public void setFrom(String from) {
        this.from = from;
    }

    public String getTo() {
        return to;
    }

    public void setTo(String to) {
        this.to = to;
    }

    public String getModel() {
        return model;
    }

    public void setModel(String model) {
        this.model = model;
    }
}
