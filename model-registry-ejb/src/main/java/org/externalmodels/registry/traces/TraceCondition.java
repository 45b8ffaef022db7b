package org.externalmodels.registry.traces;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.registry.DatabaseText;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.zones.ZoneCondition;

/**
 * One thing that is asked of a trace. Immutable. Two are equal that say the same, from which all else is made.
 *
 * @param said in the words of the management API
 * @param sql a condition on a row {@code t}, made of columns known here and question marks
 * @param parameters for its question marks
 * @param zones where it can hold
 */
public record TraceCondition(String said, String sql, List<Object> parameters, ZoneCondition zones) {

    /** Asks for attempts of which tokens are unknown, read or written, as bills and summaries count them. */
    public static final String USAGE_UNKNOWN = "usage.unknown";

    /** Asks for attempts after which their call was over, one of each call, or for those that another attempt followed. */
    public static final String LAST_ATTEMPT = "lastAttempt";

    private static final String TAG = "tag.";
    private static final String HAS_TAG =
            "t.id in (select g.trace_row from trace_tag g where g.name = ? and g.tag_value = ?)";
    private static final int LONGEST_LIST = 100;
    private static final Map<String, String> COMPARISONS =
            Map.of("gt", " > ", "gte", " >= ", "lt", " < ", "lte", " <= ");

    public TraceCondition {
        Objects.requireNonNull(said, "said");
        Objects.requireNonNull(sql, "sql");
        parameters = List.copyOf(parameters);
        Objects.requireNonNull(zones, "zones");
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TraceCondition that && said.equals(that.said);
    }

    @Override
    public int hashCode() {
        return said.hashCode();
    }

    @Override
    public String toString() {
        return said;
    }

    /** What a field must be. */
    public static TraceCondition equal(TraceField field, String value) {
        return of(field, field.wireName(), "eq", value);
    }

    /**
     * Understands a condition of the management API.
     *
     * @param name a field, a dot and an operator after it: {@code model}, {@code millis.gte}, {@code caller.unknown},
     *     {@code tag.case}; {@link #USAGE_UNKNOWN} is of two fields, {@link #LAST_ATTEMPT} has no operator
     * @param value to compare with
     * @throws RegistryException if the field, the operator or the value is none
     */
    public static TraceCondition parse(String name, String value) {
        if (name.startsWith(TAG) && name.length() > TAG.length()) {
            return tag(name.substring(TAG.length()), value);
        }
        if (name.equals(USAGE_UNKNOWN)) {
            return new TraceCondition(
                    name + "=" + value,
                    truth(name, value)
                            ? "(t.input_tokens is null or t.output_tokens is null)"
                            : "(t.input_tokens is not null and t.output_tokens is not null)",
                    List.of(),
                    ZoneCondition.ANY);
        }
        if (name.equals(LAST_ATTEMPT)) {
            // What a caller waited in all is known of the last attempt alone.
            return unknown(TraceField.WAITED_MILLIS, name + "=" + value, !truth(name, value));
        }
        int dot = name.indexOf('.');
        String fieldName = dot < 0 ? name : name.substring(0, dot);
        TraceField field = TraceField.named(fieldName)
                .orElseThrow(() -> RegistryException.invalid(
                        name, "is no filter. There are " + TraceField.names() + ", lastAttempt and tag.NAME"));
        return of(field, name, dot < 0 ? "eq" : name.substring(dot + 1), value);
    }

    private static TraceCondition tag(String tag, String value) {
        return new TraceCondition(
                TAG + tag + "=" + value,
                HAS_TAG,
                List.of(DatabaseText.of(TAG + tag, tag), DatabaseText.of(TAG + tag, value)),
                ZoneCondition.ANY);
    }

    private static TraceCondition of(TraceField field, String name, String operator, String value) {
        String said = name + "=" + value;
        String column = "t." + field.column();
        boolean text = field.kind() == TraceField.Kind.TEXT;
        boolean number = field.kind() == TraceField.Kind.WHOLE || field.kind() == TraceField.Kind.DECIMAL;
        if (text && (operator.equals("contains") || operator.equals("starts"))) {
            return like(field, name, operator.equals("starts"), value);
        }
        if (number && COMPARISONS.containsKey(operator)) {
            Object bound = typed(field, name, value);
            return new TraceCondition(
                    said,
                    column + COMPARISONS.get(operator) + "?",
                    List.of(bound),
                    ZoneCondition.compared(field.column(), bound, operator.startsWith("g"), operator.endsWith("e")));
        }
        return switch (operator) {
            case "eq" -> equal(field, said, typed(field, name, value));
            case "ne" -> {
                Object other = typed(field, name, value);
                yield new TraceCondition(
                        said,
                        "(" + column + " <> ? or " + column + " is null)",
                        List.of(other),
                        ZoneCondition.not(field.column(), other));
            }
            case "unknown" -> unknown(field, said, truth(name, value));
            case "in" -> among(field, column, name, value);
            default ->
                throw RegistryException.invalid(
                        name,
                        "has no operator that " + field.wireName() + " knows: eq, ne, in, unknown"
                                + (text ? ", contains, starts" : number ? ", gt, gte, lt, lte" : ""));
        };
    }

    /** Instances of workflows are many, and found by the index that their tag has. */
    private static TraceCondition equal(TraceField field, String said, Object value) {
        return field == TraceField.WORKFLOW_INSTANCE
                ? new TraceCondition(
                        said, HAS_TAG, List.of(InferenceRequest.WORKFLOW_INSTANCE, value), ZoneCondition.ANY)
                : new TraceCondition(
                        said, equality(field), List.of(value), ZoneCondition.among(field.column(), List.of(value)));
    }

    /** Names that lead nowhere are their callers' own: what is asked is whether there was a model or a connection. */
    private static TraceCondition unknown(TraceField field, String said, boolean unknown) {
        boolean named = field == TraceField.MODEL || field == TraceField.CONNECTION;
        String column = named ? field.wireName() + "_id" : field.column();
        return new TraceCondition(
                said,
                "t." + column + (unknown ? " is null" : " is not null"),
                List.of(),
                named ? ZoneCondition.ANY : ZoneCondition.unknown(column, unknown));
    }

    private static TraceCondition like(TraceField field, String name, boolean begin, String value) {
        String pattern = (begin ? "" : "%") + escaped(name, value) + "%";
        String part = value.toLowerCase(Locale.ROOT);
        return new TraceCondition(
                name + "=" + value,
                "lower(t." + field.column() + ") like ? escape '" + ZoneCondition.ESCAPE + "'",
                List.of(pattern),
                ZoneCondition.like(field.column(), pattern, text -> {
                    String lower = text.toLowerCase(Locale.ROOT);
                    return begin ? lower.startsWith(part) : lower.contains(part);
                }));
    }

    /** Whether an index of its own finds what it lets through, which is not much. */
    boolean isExact() {
        return sql.equals(HAS_TAG) || fixes(TraceField.ID);
    }

    /** Whether it lets one value of a field through and no other. */
    boolean fixes(TraceField field) {
        return sql.equals(equality(field));
    }

    private static String equality(TraceField field) {
        return "t." + field.column() + " = ?";
    }

    private static TraceCondition among(TraceField field, String column, String name, String value) {
        List<Object> values = Arrays.stream(value.split(",", -1))
                .map(part -> typed(field, name, part))
                .toList();
        if (values.size() > LONGEST_LIST) {
            throw RegistryException.invalid(name, "must have at most " + LONGEST_LIST + " values");
        }
        String marks = "?, ".repeat(values.size());
        return new TraceCondition(
                name + "=" + value,
                column + " in (" + marks.substring(0, marks.length() - 2) + ")",
                values,
                ZoneCondition.among(field.column(), values));
    }

    private static String escaped(String name, String value) {
        StringBuilder pattern = new StringBuilder();
        for (char c : DatabaseText.of(name, value).toLowerCase(Locale.ROOT).toCharArray()) {
            if (c == '%' || c == '_' || c == ZoneCondition.ESCAPE) {
                pattern.append(ZoneCondition.ESCAPE);
            }
            pattern.append(c);
        }
        return pattern.toString();
    }

    private static Object typed(TraceField field, String name, String value) {
        try {
            return switch (field.kind()) {
                case TEXT -> DatabaseText.of(name, value);
                case WHOLE -> Long.valueOf(value);
                case DECIMAL -> decimal(value);
                case TRUTH -> truth(name, value);
            };
        } catch (NumberFormatException wrong) {
            throw RegistryException.invalid(
                    name, field.kind() == TraceField.Kind.WHOLE ? "must be a whole number" : "must be a number");
        }
    }

    /** No exponents: a short text may stand for a number of a billion digits. */
    private static BigDecimal decimal(String value) {
        if (value.length() > 40 || !value.matches("-?[0-9]+(\\.[0-9]+)?")) {
            throw new NumberFormatException(value);
        }
        return new BigDecimal(value);
    }

    private static Boolean truth(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw RegistryException.invalid(name, "must be true or false");
        };
    }
}
