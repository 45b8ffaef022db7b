package org.externalmodels.admin.console.limits;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletResponse;
import java.io.Serializable;
import java.util.Optional;
import org.externalmodels.admin.console.AddressedForm;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Conflict;
import org.externalmodels.admin.console.Notices;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.SignedInUser;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.Measure;
import org.externalmodels.registry.limits.UsageLimits;
import org.externalmodels.registry.limits.UsageLimits.Kind;
import org.omnifaces.cdi.ViewScoped;
import org.omnifaces.util.Faces;

/** Adds, edits or takes away a limit or a budget. */
@Named
@ViewScoped
public class EditLimit implements Serializable {

    private static final long serialVersionUID = 1L;

    @Inject
    private UsageLimits limits;

    @Inject
    private SignedInUser user;

    private String id;
    private boolean budget;
    private long version;
    private String savedName;
    private LimitForm form;
    private Problems problems = Problems.NONE;
    private Conflict conflict;

    /** Opens what the address names, or an empty form. */
    public void load() {
        if (!user.isAdmin()) {
            Faces.responseSendError(HttpServletResponse.SC_FORBIDDEN, "Setting limits needs the role admin");
            return;
        }
        if (id == null) {
            form = new LimitForm(budget);
        } else {
            LimitItem item = limits.find(kind(), id);
            version = item.version();
            savedName = item.name();
            form = LimitForm.of(item);
        }
    }

    /** Takes what the address names, should this bean have been made anew since. */
    public void keepToAddress() {
        Optional<String> missed = AddressedForm.missed(id);
        if (missed.isPresent() || form == null) {
            id = missed.orElse(id);
            budget = Boolean.parseBoolean(Faces.getRequestParameter("budget"));
            load();
        }
    }

    private Kind kind() {
        return budget ? Kind.BUDGET : Kind.LIMIT;
    }

    /** Tells beside the name whether the limit or budget can have it. */
    public void followName() {
        problems = problems.without("name").and(Attempt.at(() -> limits.checkName(form.getName(), id)));
    }

    public void save() {
        conflict = null;
        problems = Attempt.at(() -> {
            if (id == null) {
                id = limits.add(form.given());
            } else {
                limits.edit(kind(), id, version, form.given());
            }
        });
        if (problems.stale()) {
            conflict = form.differenceFrom(limits.find(kind(), id));
        } else if (!problems.any()) {
            leave("The " + getWord() + " " + form.getName().strip() + " is saved.");
        }
    }

    /** Saves over what somebody else saved, which the user has seen. */
    public void overwrite() {
        version = conflict.version();
        save();
    }

    public void delete() {
        conflict = null;
        problems = Attempt.at(() -> limits.delete(kind(), id, version));
        if (!problems.any()) {
            leave("The " + getWord() + " " + savedName + " is gone.");
        }
    }

    private static void leave(String sentence) {
        Notices.done(sentence);
        Notices.keepForNextPage();
        Faces.redirect(Faces.getRequestContextPath() + "/limits/list");
    }

    public Measure[] getMeasures() {
        return budget
                ? new Measure[] {Measure.MONEY_PER_DAY, Measure.MONEY_PER_MONTH}
                : new Measure[] {Measure.REQUESTS_PER_MINUTE, Measure.TOKENS_PER_MINUTE, Measure.CALLS_IN_FLIGHT};
    }

    /** A measure in words. */
    public String words(Measure measure) {
        return switch (measure) {
            case REQUESTS_PER_MINUTE -> "Requests a minute";
            case TOKENS_PER_MINUTE -> "Tokens a minute";
            case CALLS_IN_FLIGHT -> "Calls at a time";
            case MONEY_PER_DAY -> "Day";
            case MONEY_PER_MONTH -> "Month";
        };
    }

    public String getWord() {
        return budget ? "budget" : "limit";
    }

    public boolean isAdding() {
        return savedName == null;
    }

    public String getAddress() {
        return isAdding() ? "" : Faces.getRequestContextPath() + "/limits/edit?budget=" + budget + "&id=" + id;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public boolean isBudget() {
        return budget;
    }

    public void setBudget(boolean budget) {
        this.budget = budget;
    }

    public String getSavedName() {
        return savedName;
    }

    public LimitForm getForm() {
        return form;
    }

    public Problems getProblems() {
        return problems;
    }

    public Conflict getConflict() {
        return conflict;
    }
}
