package org.externalmodels.sandbox.aws;

/** A request AWS would refuse: its status, the name of the error and what it says. Each service has a document for it. */
final class AwsError extends RuntimeException {
    private final int status;
    private final String code;

    AwsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static AwsError invalid(String message) {
        return new AwsError(400, "ValidationException", message);
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
