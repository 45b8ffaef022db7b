package org.externalmodels.workflow;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.inference.FailureCode;

/** Which failures of a call the process handles itself, as BPMN errors. */
final class ErrorMapping {

    private final Map<FailureCode, String> named = new EnumMap<>(FailureCode.class);
    private String others;

    private ErrorMapping() {}

    static ErrorMapping of(TaskFields fields) {
        ErrorMapping mapping = new ErrorMapping();
        fields.text(TaskField.ERRORS).ifPresent(text -> {
            for (String entry : text.split("[,;\\n]", -1)) {
                if (!entry.isBlank()) {
                    mapping.add(fields, entry.strip());
                }
            }
        });
        return mapping;
    }

    private void add(TaskFields fields, String entry) {
        int equals = entry.indexOf('=');
        String error = entry.substring(equals + 1).strip();
        if (equals < 1 || error.isEmpty()) {
            throw fields.invalid(TaskField.ERRORS, "“" + entry + "” is not of the form CODE=error.");
        }
        String code = entry.substring(0, equals).strip();
        String before = code.equals("*") ? others : named.get(code(fields, code));
        if (before != null) {
            throw fields.invalid(TaskField.ERRORS, code + " is mapped twice.");
        }
        if (code.equals("*")) {
            others = error;
        } else {
            named.put(code(fields, code), error);
        }
    }

    private static FailureCode code(TaskFields fields, String name) {
        try {
            return FailureCode.valueOf(name);
        } catch (IllegalArgumentException unknown) {
            throw fields.invalid(TaskField.ERRORS, name + " is no failure code.");
        }
    }

    /** The code of the BPMN error; empty if the process does not handle this failure. */
    Optional<String> errorFor(FailureCode code) {
        return Optional.ofNullable(named.getOrDefault(code, others));
    }
}
