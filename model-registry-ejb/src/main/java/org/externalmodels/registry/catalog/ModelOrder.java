package org.externalmodels.registry.catalog;

import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Integration;
import org.externalmodels.registry.model.Columns;

/**
 * The order of a list of models.
 *
 * @param by the column
 * @param ascending which way
 */
public record ModelOrder(Column by, boolean ascending) {

    /** By name. */
    public static final ModelOrder BY_NAME = new ModelOrder(Column.NAME, true);

    /** The columns of the list. Those that know two values only come as a condition for the first and the second. */
    public enum Column {
        NAME("m.nameKey", "m.nameKey", null),
        TYPE("m.integration", integration(Integration.API), integration(Integration.EASY)),
        SOURCE("m.source", "m.source", null),
        STATUS("live", "m.revision = 0", "m.revision > 0"),
        /** As a number: EclipseLink hands booleans to H2 as numbers, which it compares with no boolean. */
        INFERENCING("m.inferencing", "cast(m.inferencing as integer)", null),
        CONNECTIONS("connections", "(select count(c2) from Connection c2 where c2.modelId = m.id)", null),
        ADDED_ON("m.addedAt", "m.addedAt", null),
        CHANGED_ON("m.changedAt", "m.changedAt", null);

        private final String ordered;
        private final String compared;
        private final String second;

        Column(String ordered, String compared, String second) {
            this.ordered = ordered;
            this.compared = compared;
            this.second = second;
        }

        private static String integration(Integration value) {
            return "m.integration = " + Integration.class.getName() + "." + value.name();
        }

        boolean hasTwoValues() {
            return second != null;
        }
    }

    /** Ends with the name, so that equal lines keep their order. */
    String clause() {
        return " order by " + by.ordered + (ascending ? " asc" : " desc") + ", m.nameKey";
    }

    /** The condition for lines after one: {@code :place} is its value, {@code :placeName} its name. */
    String following(Object place) {
        if (by.hasTwoValues()) {
            boolean first = place.equals(0);
            String same = "(" + (first ? by.compared : by.second) + " and m.nameKey > :placeName)";
            return first == ascending ? "(" + same + " or " + (first ? by.second : by.compared) + ")" : same;
        }
        String beyond = by.compared + (ascending ? " > " : " < ") + ":place";
        return by == Column.NAME
                ? beyond
                : "(" + beyond + " or (" + by.compared + " = :place and m.nameKey > :placeName))";
    }

    /** What {@link #following} compares with. */
    Object place(ModelSummary line) {
        return switch (by) {
            case NAME -> Definition.nameKey(line.name());
            case TYPE -> line.integration() == Integration.EASY ? 1 : 0;
            case SOURCE -> line.source();
            case STATUS -> line.status() == ModelStatus.ACTIVE ? 1 : 0;
            case INFERENCING -> line.inferencing() ? 1 : 0;
            case CONNECTIONS -> (long) line.connections();
            case ADDED_ON -> Columns.time(line.addedOn());
            case CHANGED_ON -> Columns.time(line.changedOn());
        };
    }
}
