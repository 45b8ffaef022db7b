package org.externalmodels.connector.template;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a template into parts. Knows of JSON only where strings begin and end; whether the template is JSON is decided
 * by a JSON parser, which gets the text of {@link #withoutVariables}.
 */
final class TemplateScanner {

    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    private final String source;
    private final Variables variables;
    private final List<Part> parts = new ArrayList<>();
    private final StringBuilder plain;
    private int literalStart;

    TemplateScanner(String source, Variables variables) {
        this.source = source;
        this.variables = variables;
        this.plain = new StringBuilder(source);
    }

    List<Part> parts() {
        return parts;
    }

    /** The template with a JSON value of the same length in place of each variable, so that positions stay true. */
    String withoutVariables() {
        return plain.toString();
    }

    void scan() throws TemplateProblem {
        int at = 0;
        while (at < source.length()) {
            if (source.charAt(at) == '"') {
                at = string(at);
            } else if (source.startsWith(OPEN, at)) {
                int end = close(at);
                refuseInName(at, end);
                literal(at);
                parts.add(new Part.Value(name(at, end)));
                blank(at, end, '"');
                literalStart = end;
                at = end;
            } else {
                at++;
            }
        }
        literal(source.length());
    }

    /** Scans the string that opens at a position; returns the position after it. */
    private int string(int open) throws TemplateProblem {
        int firstPart = parts.size();
        int literalBefore = literalStart;
        int variableAt = -1;
        int at = open + 1;
        while (at < source.length() && source.charAt(at) != '"') {
            if (source.charAt(at) == '\\') {
                at += 2;
            } else if (source.startsWith(OPEN, at)) {
                int end = close(at);
                variableAt = at;
                literal(at);
                parts.add(new Part.InString(name(at, end)));
                blank(at, end, 'x');
                literalStart = end;
                at = end;
            } else {
                at++;
            }
        }
        int end = Math.min(at + 1, source.length());
        if (variableAt >= 0) {
            refuseInName(variableAt, end);
            if (variableAt == open + 1 && literalStart == at) {
                wholeString(firstPart, literalBefore, open, end);
            }
        }
        return end;
    }

    /** The string is nothing but one variable: the quotes go with it. */
    private void wholeString(int firstPart, int literalBefore, int open, int end) {
        String variable = ((Part.InString) parts.get(parts.size() - 1)).variable();
        while (parts.size() > firstPart) {
            parts.remove(parts.size() - 1);
        }
        literalStart = literalBefore;
        literal(open);
        parts.add(new Part.Value(variable));
        literalStart = end;
    }

    private void refuseInName(int variableAt, int end) throws TemplateProblem {
        int next = end;
        while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
            next++;
        }
        if (next < source.length() && source.charAt(next) == ':') {
            throw problem(variableAt, "A variable cannot be part of a property name");
        }
    }

    private int close(int open) throws TemplateProblem {
        int close = source.indexOf(CLOSE, open + OPEN.length());
        int newline = source.indexOf('\n', open);
        if (close < 0 || (newline >= 0 && newline < close)) {
            throw problem(open, "{{ is not closed by }}");
        }
        return close + CLOSE.length();
    }

    private String name(int start, int end) throws TemplateProblem {
        String name =
                source.substring(start + OPEN.length(), end - CLOSE.length()).strip();
        if (!variables.declares(name)) {
            throw problem(start, "Unknown variable '" + name + "'; known are " + variables.names());
        }
        return Variables.canonical(name);
    }

    private void literal(int end) {
        if (end > literalStart) {
            parts.add(new Part.Literal(source.substring(literalStart, end)));
        }
        literalStart = end;
    }

    private void blank(int start, int end, char edge) {
        for (int i = start; i < end; i++) {
            plain.setCharAt(i, i == start || i == end - 1 ? edge : 'x');
        }
    }

    private TemplateProblem problem(int offset, String message) {
        return Position.of(source, offset).problem(message);
    }

    /** A place in a text, both numbers from 1. */
    record Position(int line, int column) {
        static Position of(String text, int offset) {
            int line = 1;
            int lineStart = 0;
            for (int i = 0; i < offset; i++) {
                if (text.charAt(i) == '\n') {
                    line++;
                    lineStart = i + 1;
                }
            }
            return new Position(line, offset - lineStart + 1);
        }

        TemplateProblem problem(String message) {
            return new TemplateProblem(message, line, column);
        }
    }
}
