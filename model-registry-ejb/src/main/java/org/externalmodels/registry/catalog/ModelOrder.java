package org.externalmodels.registry.catalog;

/**
 * The order of a list of models.
 *
 * @param by the column
 * @param ascending which way
 */
public record ModelOrder(Column by, boolean ascending) {

    /** By name. */
    public static final ModelOrder BY_NAME = new ModelOrder(Column.NAME, true);

    /** The columns of the list. */
    public enum Column {
        NAME("m.nameKey"),
        TYPE("m.integration"),
        SOURCE("m.source"),
        STATUS("live"),
        INFERENCING("m.inferencing"),
        CONNECTIONS("connections"),
        ADDED_ON("m.changedAt");

        private final String expression;

        Column(String expression) {
            this.expression = expression;
        }
    }

    /** Ends with the name, so that equal lines keep their order. */
    String clause() {
        return " order by " + by.expression + (ascending ? " asc" : " desc") + ", m.nameKey";
    }
}
