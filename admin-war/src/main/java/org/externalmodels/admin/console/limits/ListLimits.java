package org.externalmodels.admin.console.limits;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Address;
import org.externalmodels.admin.console.Typed;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.limits.AlertItem;
import org.externalmodels.registry.limits.LimitItem;
import org.externalmodels.registry.limits.UsageLimits;
import org.externalmodels.registry.limits.UsageLimits.Kind;

/** Budgets, limits and the newest alerts. Its state is its address. */
@Named
@RequestScoped
public class ListLimits {

    private static final int LINES = 50;
    private static final int ALERTS = 20;

    @Inject
    private UsageLimits limits;

    @Inject
    private Wording wording;

    private String search;
    private String afterBudget;
    private String afterLimit;
    private Slice<LimitItem> budgets;
    private Slice<LimitItem> others;
    private List<AlertItem> alerts;

    /** Takes what the address stands for. */
    public void load() {
        Optional<String> part = Typed.text(search);
        budgets = limits.slice(Kind.BUDGET, part, LINES, Optional.ofNullable(Typed.orNull(afterBudget)));
        others = limits.slice(Kind.LIMIT, part, LINES, Optional.ofNullable(Typed.orNull(afterLimit)));
        alerts = limits.alerts(ALERTS);
    }

    public List<LimitLine> getBudgets() {
        return lines(budgets);
    }

    public List<LimitLine> getLimits() {
        return lines(others);
    }

    private List<LimitLine> lines(Slice<LimitItem> slice) {
        return slice.items().stream().map(item -> new LimitLine(item, wording)).toList();
    }

    public List<AlertItem> getAlerts() {
        return alerts;
    }

    /** The address of the next budgets, empty if these are the last. */
    public String getNextBudgets() {
        return budgets.next()
                .map(next -> address().with("afterBudget", next).toString())
                .orElse("");
    }

    /** The address of the next limits, empty if these are the last. */
    public String getNextLimits() {
        return others.next()
                .map(next -> address().with("afterLimit", next).toString())
                .orElse("");
    }

    private Address address() {
        return new Address().with("search", Typed.orNull(search));
    }

    /** Whether there is neither a budget nor a limit, as opposed to none that was looked for. */
    public boolean isNone() {
        return Typed.orNull(search) == null
                && budgets.items().isEmpty()
                && others.items().isEmpty();
    }

    /** A part of the names. */
    public String getSearch() {
        return search;
    }

    public void setSearch(String search) {
        this.search = search;
    }

    public String getAfterBudget() {
        return afterBudget;
    }

    public void setAfterBudget(String after) {
        afterBudget = after;
    }

    public String getAfterLimit() {
        return afterLimit;
    }

    public void setAfterLimit(String after) {
        afterLimit = after;
    }
}
