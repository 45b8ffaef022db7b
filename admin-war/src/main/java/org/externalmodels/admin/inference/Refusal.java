package org.externalmodels.admin.inference;

import java.time.Duration;

/** Why a request is not answered, in terms that both families of wire formats can express. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String param;
    private final transient Details details;

    /**
     * What more is known.
     *
     * @param traceId under which the call is found, {@code null} if none was made
     * @param connection that was used, {@code null} if none was
     * @param model whose connection it is, {@code null} if none was used
     * @param retryAfter how long to wait, {@code null} if nobody knows
     */
    record Details(String traceId, String connection, String model, Duration retryAfter) {
        static final Details NONE = new Details(null, null, null, null);
    }

    Refusal(int status, String code, String param, String message) {
        this(status, code, param, message, Details.NONE, null);
    }

    Refusal(int status, String code, String param, String message, Details details, Throwable cause) {
        super(message, cause);
        this.status = status;
        this.code = code;
        this.param = param;
        this.details = details;
    }

    static Refusal unknownParameter(String param) {
        return new Refusal(400, "unknown_parameter", param, "Unknown parameter: '" + param + "'.");
    }

    static Refusal missing(String param) {
        return new Refusal(400, "missing_required_parameter", param, "Missing required parameter: '" + param + "'.");
    }

    static Refusal invalid(String param, String message) {
        return new Refusal(400, "invalid_value", param, "Invalid value for '" + param + "': " + message + ".");
    }

    /** A parameter of the wire format that cannot be carried to every provider, and so to none. */
    static Refusal unsupported(String param, String message) {
        return new Refusal(
                400, "unsupported_parameter", param, "'" + param + "' is not supported here: " + message + ".");
    }

    static Refusal unauthorized(String message) {
        return new Refusal(401, "invalid_api_key", null, message);
    }

    static Refusal forbidden(String message) {
        return new Refusal(403, "permission_denied", null, message);
    }

    static Refusal later(int status, String code, String message, Duration retryAfter) {
        return new Refusal(status, code, null, message, new Details(null, null, null, retryAfter), null);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    /** The member of the request that is to blame, {@code null} if it is none. */
    String param() {
        return param;
    }

    Details details() {
        return details == null ? Details.NONE : details;
    }
}
