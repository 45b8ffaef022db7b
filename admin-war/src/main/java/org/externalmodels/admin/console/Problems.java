package org.externalmodels.admin.console;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.externalmodels.registry.RegistryException;

/**
 * Why something was not done, for showing each reason beside its field.
 *
 * @param headline the reason in one sentence, empty if nothing is wrong
 * @param all in the order of the registry's answer
 * @param stale whether somebody else changed it meanwhile
 */
public record Problems(String headline, List<FieldProblem> all, boolean stale) implements Serializable {

    /** All is well. */
    public static final Problems NONE = new Problems("", List.of(), false);

    public Problems {
        Objects.requireNonNull(headline, "headline");
        all = List.copyOf(all);
    }

    public static Problems of(RegistryException refused) {
        return new Problems(
                refused.getMessage(),
                refused.problems().stream().map(FieldProblem::of).toList(),
                refused.reason() == RegistryException.Reason.STALE);
    }

    public static Problems of(String headline) {
        return new Problems(headline, List.of(), false);
    }

    public boolean any() {
        return !headline.isEmpty();
    }

    /** Those of one field. */
    public List<FieldProblem> at(String field) {
        return all.stream().filter(problem -> problem.field().equals(field)).toList();
    }

    /** Those of a field and of everything in it. */
    public List<FieldProblem> under(String field) {
        return all.stream()
                .filter(problem -> problem.field().equals(field)
                        || problem.field().startsWith(field + ".")
                        || problem.field().startsWith(field + "["))
                .toList();
    }
}
