package org.externalmodels.admin.console;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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

    /** These and others, each once. */
    public Problems and(Problems others) {
        if (!any() || !others.any()) {
            return any() ? this : others;
        }
        return new Problems(
                headline,
                Stream.concat(all.stream(), others.all.stream()).distinct().toList(),
                stale || others.stale);
    }

    /** Without those of a field and of everything in it. */
    public Problems without(String field) {
        List<FieldProblem> others = new ArrayList<>(all);
        others.removeAll(under(field));
        return others.isEmpty() && !all.isEmpty() ? NONE : new Problems(headline, others, stale);
    }

    /** The same of a part of a form. */
    public Problems in(String part) {
        return new Problems(
                headline,
                all.stream()
                        .map(problem -> new FieldProblem(
                                part + "." + problem.field(), problem.message(), problem.line(), problem.column()))
                        .toList(),
                stale);
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
