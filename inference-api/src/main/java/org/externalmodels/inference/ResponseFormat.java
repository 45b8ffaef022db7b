package org.externalmodels.inference;

import java.util.Objects;

/**
 * The form the answer shall have. Anything but text needs {@link Feature#STRUCTURED_RESPONSE}.
 *
 * @param kind text, any JSON object, or JSON after a schema
 * @param name of the schema, letters, digits, {@code _} and {@code -}; only with {@link Kind#JSON_SCHEMA}
 * @param schema JSON Schema as JSON text; only with {@link Kind#JSON_SCHEMA}
 */
public record ResponseFormat(Kind kind, String name, String schema) {

    public static final ResponseFormat TEXT = new ResponseFormat(Kind.TEXT, null, null);
    public static final ResponseFormat JSON = new ResponseFormat(Kind.JSON, null, null);

    public ResponseFormat {
        Objects.requireNonNull(kind, "kind");
        boolean described = name != null && schema != null;
        if ((kind == Kind.JSON_SCHEMA) != described || (name == null) != (schema == null)) {
            throw new IllegalArgumentException(
                    "Name and schema must go with JSON_SCHEMA and no other kind, not with " + kind);
        }
    }

    public static ResponseFormat jsonSchema(String name, String schema) {
        return new ResponseFormat(Kind.JSON_SCHEMA, name, schema);
    }

    /** The kinds of form. */
    public enum Kind {
        TEXT,
        JSON,
        JSON_SCHEMA
    }
}
