package org.externalmodels.registry.catalog;

import jakarta.json.JsonArray;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.Cursors;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;

/**
 * The order of a model's connections. A model has so few that they are ordered here and not by the database, which
 * cannot tell their status.
 *
 * @param by the column
 * @param ascending which way
 */
public record ConnectionOrder(Column by, boolean ascending) {

    /** In the order in which calls try them. */
    public static final ConnectionOrder BY_PREFERENCE = new ConnectionOrder(Column.PREFERENCE, true);

    /** The columns of the list. */
    public enum Column {
        PREFERENCE,
        NAME,
        ADDED_ON,
        /** Those that were never used are before all others. */
        LAST_USED,
        STATUS;

        private String key(ConnectionDetail connection) {
            return switch (this) {
                case PREFERENCE -> "%03d %09d".formatted(connection.priority(), connection.place());
                case NAME -> "";
                case ADDED_ON -> time(connection.addedOn());
                case LAST_USED -> connection.lastUsed().map(Column::time).orElse("");
                case STATUS -> connection.status().name();
            };
        }

        /** Of one length, so that texts compare as times. */
        private static String time(Instant time) {
            return "%020d.%09d".formatted(time.getEpochSecond(), time.getNano());
        }
    }

    Slice<ConnectionDetail> slice(
            List<ConnectionDetail> all, ConnectionFilter filter, int limit, Optional<String> after) {
        Comparator<Place> order = ascending
                ? Comparator.comparing(Place::key)
                : Comparator.comparing(Place::key).reversed();
        boolean namesDown = by == Column.NAME && !ascending;
        Comparator<Place> places =
                order.thenComparing(Place::nameKey, namesDown ? Comparator.reverseOrder() : Comparator.naturalOrder());
        Optional<Place> last = after.map(this::decode);
        List<ConnectionDetail> found = all.stream()
                .filter(filter::takes)
                .filter(connection -> last.isEmpty() || places.compare(place(connection), last.get()) > 0)
                .sorted(Comparator.comparing(this::place, places))
                .limit(limit + 1L)
                .toList();
        return found.size() <= limit
                ? new Slice<>(found, Optional.empty())
                : new Slice<>(found.subList(0, limit), Optional.of(encode(place(found.get(limit - 1)))));
    }

    private record Place(String key, String nameKey) {}

    private Place place(ConnectionDetail connection) {
        return new Place(by.key(connection), Definition.nameKey(connection.name()));
    }

    private String encode(Place place) {
        return Cursors.encode(Json.createArrayBuilder()
                .add(by.name())
                .add(place.key())
                .add(place.nameKey())
                .build());
    }

    private Place decode(String text) {
        JsonArray parts = Cursors.decode(text);
        if (parts.size() != 3 || !parts.getString(0, "").equals(by.name())) {
            throw RegistryException.foreignPlace();
        }
        return new Place(parts.getString(1, ""), parts.getString(2, ""));
    }
}
