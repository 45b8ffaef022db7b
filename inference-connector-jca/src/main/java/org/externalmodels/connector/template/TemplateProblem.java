package org.externalmodels.connector.template;

/** A template that cannot be compiled, and where. */
public final class TemplateProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    TemplateProblem(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** Counts from 1. */
    public int line() {
        return line;
    }

    /** Counts from 1. */
    public int column() {
        return column;
    }
}
