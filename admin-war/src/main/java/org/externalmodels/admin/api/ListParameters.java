package org.externalmodels.admin.api;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Optional;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Integration;

/** Query parameters of lists. */
final class ListParameters {

    private static final int USUAL = 50;
    private static final int MOST = 500;

    private ListParameters() {}

    static int limit(String text) {
        if (text == null) {
            return USUAL;
        }
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MOST) {
                return limit;
            }
        } catch (NumberFormatException wrong) {
            // Falls through to the same answer.
        }
        throw refused("limit", "is a whole number from 1 to " + MOST);
    }

    static ModelFilter models(String search, String integration, String source, String status) {
        return new ModelFilter(
                Optional.ofNullable(search),
                constant("integration", Integration.class, integration),
                Optional.ofNullable(source),
                constant("status", ModelStatus.class, status));
    }

    /** The number of a revision. */
    static int revision(String name, String text) {
        try {
            int number = text == null ? 0 : Integer.parseInt(text);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            // Falls through to the same answer.
        }
        throw refused(name, "is the number of a revision, from 1");
    }

    static Optional<Instant> time(String name, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException wrong) {
            throw refused(name, "is a time like 2026-01-31T12:00:00Z");
        }
    }

    private static <E extends Enum<E>> Optional<E> constant(String name, Class<E> type, String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(type.getEnumConstants())
                .filter(candidate -> candidate.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> refused(name, "is one of " + Arrays.toString(type.getEnumConstants()))));
    }

    private static ApiException refused(String name, String message) {
        return new ApiException(400, name + " " + message, DefinitionProblem.of(name, message));
    }
}
