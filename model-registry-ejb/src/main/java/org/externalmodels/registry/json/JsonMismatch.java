package org.externalmodels.registry.json;

/** A JSON document that does not fit what it should become. */
public final class JsonMismatch extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String field;
    private final boolean wrongValue;

    private JsonMismatch(String field, String message, boolean wrongValue) {
        super(message);
        this.field = field;
        this.wrongValue = wrongValue;
    }

    static JsonMismatch shape(String field, String message) {
        return new JsonMismatch(field, message, false);
    }

    static JsonMismatch value(String field, String message) {
        return new JsonMismatch(field, message, true);
    }

    /** Where, such as {@code headers[0].name}. */
    public String field() {
        return field;
    }

    /** Whether the form is right and only the value is not one of those there are. */
    public boolean wrongValue() {
        return wrongValue;
    }
}
