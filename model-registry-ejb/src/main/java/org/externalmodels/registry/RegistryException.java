package org.externalmodels.registry;

import jakarta.ejb.ApplicationException;
import java.util.List;
import java.util.Objects;
import org.externalmodels.inference.spi.DefinitionProblem;

/** Why the registry did not do what was asked. Nothing was changed: {@link RefusedChange} sees to that. */
@ApplicationException
public final class RegistryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** The kinds of reasons. */
    public enum Reason {
        /** There is no such model or connection. */
        NOT_FOUND,
        /** Somebody else changed it in between. */
        STALE,
        /** Another model or connection is in the way. */
        TAKEN,
        /** What was given has problems. */
        INVALID,
        /** A list was asked for from a place that is none of its own. */
        FOREIGN_PLACE,
        /** The user may not do this to this one. */
        FORBIDDEN,
        /** The database or the keys cannot be had at the moment. */
        UNAVAILABLE
    }

    private final Reason reason;
    private final transient List<DefinitionProblem> problems;

    private RegistryException(Reason reason, String message, List<DefinitionProblem> problems, Throwable cause) {
        super(message, cause);
        this.reason = Objects.requireNonNull(reason, "reason");
        this.problems = List.copyOf(problems);
    }

    public static RegistryException modelNotFound(String id) {
        return new RegistryException(Reason.NOT_FOUND, "There is no model with the id " + id, List.of(), null);
    }

    public static RegistryException connectionNotFound(String id) {
        return new RegistryException(
                Reason.NOT_FOUND, "The model has no connection with the id " + id, List.of(), null);
    }

    public static RegistryException revisionNotFound(String model, int number) {
        return new RegistryException(
                Reason.NOT_FOUND, "The model " + model + " has no revision " + number, List.of(), null);
    }

    public static RegistryException draftNotFound(String model) {
        return new RegistryException(Reason.NOT_FOUND, "The model " + model + " has no open draft", List.of(), null);
    }

    /** What is neither a model nor a connection. */
    public static RegistryException notFound(String message) {
        return new RegistryException(Reason.NOT_FOUND, message, List.of(), null);
    }

    /** The second of two people who edit the same thing. */
    public static RegistryException stale(String what) {
        return new RegistryException(
                Reason.STALE,
                what + " was changed by somebody else. Load it again and repeat your change.",
                List.of(),
                null);
    }

    /** The second of two people who edit the same thing, where both versions are known. */
    public static RegistryException stale(String what, long seen, long current) {
        return new RegistryException(
                Reason.STALE,
                what + " was changed by somebody else: it is at version " + current + " now, not at " + seen
                        + ". Load it again and repeat your change.",
                List.of(),
                null);
    }

    /** A name or key that must be unique. */
    public static RegistryException taken(String field, String message) {
        return new RegistryException(Reason.TAKEN, message, List.of(DefinitionProblem.of(field, message)), null);
    }

    public static RegistryException invalid(List<DefinitionProblem> problems) {
        String field = problems.get(0).field();
        String first = (field.isEmpty() ? "" : field + ": ") + problems.get(0).message();
        String more = problems.size() > 1 ? " (and " + (problems.size() - 1) + " more)" : "";
        return new RegistryException(Reason.INVALID, first + more, problems, null);
    }

    public static RegistryException invalid(String field, String message) {
        return invalid(List.of(DefinitionProblem.of(field, message)));
    }

    /** A list goes on only from where a part of it ended. */
    public static RegistryException foreignPlace() {
        String message = "must be the value of next in the part before, in the same order";
        return new RegistryException(
                Reason.FOREIGN_PLACE, "after " + message, List.of(DefinitionProblem.of("after", message)), null);
    }

    public static RegistryException forbidden(String message) {
        return new RegistryException(Reason.FORBIDDEN, message, List.of(), null);
    }

    public static RegistryException unavailable(String message, Throwable cause) {
        return new RegistryException(Reason.UNAVAILABLE, message, List.of(), cause);
    }

    /** The same with its fields named as parts of a larger whole. */
    public RegistryException under(String field) {
        List<DefinitionProblem> moved = problems().stream()
                .map(p -> new DefinitionProblem(field + "." + p.field(), p.message(), p.line(), p.column()))
                .toList();
        return new RegistryException(reason, getMessage(), moved, this);
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong with what was given, in the words of the management API. */
    public List<DefinitionProblem> problems() {
        return problems == null ? List.of() : problems;
    }
}
