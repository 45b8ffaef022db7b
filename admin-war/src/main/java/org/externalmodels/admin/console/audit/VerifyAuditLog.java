package org.externalmodels.admin.console.audit;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Optional;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.AuditTrail;
import org.externalmodels.registry.audit.AuditVerdict;

/** Checks that nobody has touched the audit log. */
@Named
@RequestScoped
public class VerifyAuditLog {

    @Inject
    private AuditTrail trail;

    private String position;
    private String seal;
    private AuditVerdict verdict;
    private Problems problems = Problems.NONE;

    public void verify() {
        problems = Attempt.at(() -> verdict = trail.verify(noted()));
    }

    private Optional<AuditVerdict.End> noted() {
        boolean place = position != null && !position.isBlank();
        boolean code = seal != null && !seal.isBlank();
        if (!place && !code) {
            return Optional.empty();
        }
        if (!place || !code) {
            throw RegistryException.invalid(place ? "seal" : "position", "is needed as well, as both were noted");
        }
        try {
            return Optional.of(new AuditVerdict.End(Long.parseLong(position.strip()), seal.strip()));
        } catch (NumberFormatException wrong) {
            throw RegistryException.invalid("position", "must be a whole number");
        }
    }

    /** What was found, {@code null} before it was looked for. */
    public AuditVerdict getVerdict() {
        return verdict;
    }

    public Problems getProblems() {
        return problems;
    }

    public String getPosition() {
        return position;
    }

    public void setPosition(String position) {
        this.position = position;
    }

    public String getSeal() {
        return seal;
    }

    public void setSeal(String seal) {
        this.seal = seal;
    }
}
