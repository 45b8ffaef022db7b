package org.externalmodels.admin.console.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.externalmodels.admin.console.Period;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.Wording;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.RegistryException.Reason;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.audit.AuditItem;
import org.externalmodels.registry.audit.AuditTrail;

/** The audit log, newest first. Its state is its address. */
@Named
@RequestScoped
public class ShowAuditLog {

    private static final int LINES = 50;

    @Inject
    private AuditTrail trail;

    @Inject
    private Wording wording;

    @Inject
    private HttpServletRequest request;

    private AuditQuery query;
    private Problems problems = Problems.NONE;
    private Slice<AuditItem> slice = new Slice<>(List.of(), Optional.empty());

    public void load() {
        query = query(request);
        try {
            slice = trail.slice(query.filter(wording.zone(), Instant.now()), LINES, Optional.ofNullable(getAfter()));
        } catch (RegistryException refused) {
            if (refused.reason() != Reason.INVALID) {
                throw refused;
            }
            problems = Problems.of(refused);
        }
    }

    static AuditQuery query(HttpServletRequest request) {
        return new AuditQuery(
                request.getParameter("actor"),
                request.getParameter("action"),
                request.getParameter("name"),
                request.getParameter("text"),
                Period.of(
                        request.getParameter("period"),
                        request.getParameter("from"),
                        request.getParameter("to"),
                        "7d"));
    }

    public AuditQuery getQuery() {
        return query;
    }

    /** What of the filter cannot be meant. */
    public Problems getProblems() {
        return problems;
    }

    public List<AuditLine> getLines() {
        return slice.items().stream().map(AuditLine::of).toList();
    }

    /** Where older entries begin, {@code null} if there are none. */
    public String getNext() {
        return slice.next().orElse(null);
    }

    public String getAfter() {
        String after = request.getParameter("after");
        return after == null || after.isEmpty() ? null : after;
    }
}
