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
    private final List<TemplateProblem> problems = new ArrayList<>();
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

    /** Whatever is wrong with variables; then the parts are of no use. */
    List<TemplateProblem> problems() {
        return problems;
    }

    /** The template with a JSON value of the same length in place of each variable, so that positions stay true. */
    String withoutVariables() {
        return plain.toString();
    }

    void scan() {
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
    private int string(int open) {
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

    private void refuseInName(int variableAt, int end) {
        int next = end;
        while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
            next++;
        }
        if (next < source.length() && source.charAt(next) == ':') {
            problem(variableAt, "A variable cannot be part of a property name");
        }
    }

    private int close(int open) {
        int close = source.indexOf(CLOSE, open + OPEN.length());
        int newline = source.indexOf('\n', open);
        if (close < 0 || (newline >= 0 && newline < close)) {
            problem(open, "{{ is not closed by }}");
            return endOfName(open + OPEN.length());
        }
        return close + CLOSE.length();
    }

    /** As far as what was meant to be a variable reaches, so that the rest is still looked at. */
    private int endOfName(int at) {
        int end = at;
        while (end < source.length()
                && (Character.isLetterOrDigit(source.charAt(end)) || "_. ".indexOf(source.charAt(end)) >= 0)) {
            end++;
        }
        return end;
    }

    private String name(int start, int end) {
        if (!source.startsWith(CLOSE, end - CLOSE.length()) || end < start + OPEN.length() + CLOSE.length()) {
            return "";
        }
        String name =
                source.substring(start + OPEN.length(), end - CLOSE.length()).strip();
        if (!variables.declares(name)) {
            problem(start, "Unknown variable '" + name + "'; known are " + variables.names());
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

    private void problem(int offset, String message) {
        problems.add(Position.of(source, offset).problem(message));
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
