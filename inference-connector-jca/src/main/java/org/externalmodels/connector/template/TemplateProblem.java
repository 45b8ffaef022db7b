package org.externalmodels.connector.template;

import java.util.ArrayList;
import java.util.List;

/** A template that cannot be compiled, and where. */
public final class TemplateProblem extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<TemplateProblem> others = new ArrayList<>();
    private final int line;
    private final int column;

    TemplateProblem(String message, int line, int column) {
        super(message);
        this.line = line;
        this.column = column;
    }

    /** The first of several problems of one template, with the others in it. */
    static TemplateProblem first(List<TemplateProblem> all) {
        TemplateProblem first = all.get(0);
        first.others.addAll(all.subList(1, all.size()));
        return first;
    }

    /** This one and all others of its template, in the order of their places. */
    public List<TemplateProblem> all() {
        List<TemplateProblem> all = new ArrayList<>(others);
        all.add(0, this);
        return all;
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
