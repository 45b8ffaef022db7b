package org.externalmodels.admin.api;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.DatabaseTime;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.catalog.ConnectionFilter;
import org.externalmodels.registry.catalog.ConnectionOrder;
import org.externalmodels.registry.catalog.ConnectionStatus;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelOrder;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.Integration;

/** Query parameters of lists. */
final class ListParameters {

    private static final int USUAL = 50;
    private static final int MOST = 500;

    private static final Map<String, ModelOrder.Column> MODEL_COLUMNS = new TreeMap<>(Map.of(
            "name", ModelOrder.Column.NAME,
            "integration", ModelOrder.Column.TYPE,
            "source", ModelOrder.Column.SOURCE,
            "status", ModelOrder.Column.STATUS,
            "inferencing", ModelOrder.Column.INFERENCING,
            "connectionCount", ModelOrder.Column.CONNECTIONS,
            "addedOn", ModelOrder.Column.ADDED_ON,
            "changedOn", ModelOrder.Column.CHANGED_ON));

    private static final Map<String, ConnectionOrder.Column> CONNECTION_COLUMNS = new TreeMap<>(Map.of(
            "priority", ConnectionOrder.Column.PREFERENCE,
            "name", ConnectionOrder.Column.NAME,
            "addedOn", ConnectionOrder.Column.ADDED_ON,
            "lastUsed", ConnectionOrder.Column.LAST_USED,
            "status", ConnectionOrder.Column.STATUS));

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
        throw refused("limit", "must be a whole number from 1 to " + MOST);
    }

    static ModelFilter models(String search, String integration, String source, String status) {
        return new ModelFilter(
                Optional.ofNullable(search),
                constant("integration", Integration.class, integration),
                Optional.ofNullable(source),
                constant("status", ModelStatus.class, status));
    }

    /** The order of a list of models, by the name of a member; a minus before it turns it round. */
    static ModelOrder modelOrder(String sort) {
        return ordered(sort, MODEL_COLUMNS)
                .map(column -> new ModelOrder(column, !sort.startsWith("-")))
                .orElse(ModelOrder.BY_NAME);
    }

    /** The same of a list of connections. */
    static ConnectionOrder connectionOrder(String sort) {
        return ordered(sort, CONNECTION_COLUMNS)
                .map(column -> new ConnectionOrder(column, !sort.startsWith("-")))
                .orElse(ConnectionOrder.BY_PREFERENCE);
    }

    private static <C> Optional<C> ordered(String sort, Map<String, C> columns) {
        if (sort == null) {
            return Optional.empty();
        }
        C column = columns.get(sort.startsWith("-") ? sort.substring(1) : sort);
        if (column == null) {
            throw refused(
                    "sort", "must be one of " + String.join(", ", columns.keySet()) + ", with - before it for down");
        }
        return Optional.of(column);
    }

    static ConnectionFilter connections(String search, String status, String verification) {
        return new ConnectionFilter(
                Optional.ofNullable(search),
                constant("status", ConnectionStatus.class, status),
                constant("verification", Verification.class, verification));
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
        throw refused(name, "must be the number of a revision, from 1");
    }

    static Optional<Instant> time(String name, String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            Instant time = text.indexOf('T') < 0
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            if (DatabaseTime.fits(time)) {
                return Optional.of(time);
            }
        } catch (DateTimeParseException wrong) {
            // Falls through to the same answer.
        }
        throw refused(name, "must be a time like 2026-01-31T12:00:00Z, or a day like 2026-01-31, which begins in UTC");
    }

    private static <E extends Enum<E>> Optional<E> constant(String name, Class<E> type, String text) {
        if (text == null) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(type.getEnumConstants())
                .filter(candidate -> candidate.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> refused(name, "must be one of " + Arrays.toString(type.getEnumConstants()))));
    }

    private static ApiException refused(String name, String message) {
        return new ApiException(400, name + " " + message, DefinitionProblem.of(name, message));
    }
}
