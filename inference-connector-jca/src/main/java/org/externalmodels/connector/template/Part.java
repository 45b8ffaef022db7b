package org.externalmodels.connector.template;

/** A piece of a compiled template. */
sealed interface Part {

    /** Text that is sent as it was written. */
    record Literal(String text) implements Part {}

    /** A variable inside a longer JSON string: its value is escaped into it. */
    record InString(String variable) implements Part {}

    /**
     * A variable that is a whole JSON value, quotes included if it was written with them: its value is written with its
     * own type.
     */
    record Value(String variable) implements Part {}
}
