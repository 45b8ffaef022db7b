package org.externalmodels.connector.authentication;

import java.net.UnknownHostException;
import org.externalmodels.connector.transport.TransportFailure;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication.AwsRole;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What went wrong when a role was assumed, and at which step: trust, region, expired, this server's own credentials. */
final class RoleFailures {

    private static final int SAID = 300;

    private RoleFailures() {}

    static InferenceException of(RuntimeException failure, AwsRole role, String stsRegion) {
        if (failure instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            return refusal(refusal, role, stsRegion);
        }
        if (!(failure instanceof SdkException)) {
            return failure(FailureCode.AUTHENTICATION_FAILED, "role " + role.roleArn() + ": " + said(failure), failure);
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TransportFailure refused && refused.kind() == TransportFailure.Kind.NOT_ALLOWED) {
                return failure(
                        FailureCode.PROVIDER_UNREACHABLE,
                        "AWS' token service in region " + stsRegion + ": " + refused.getMessage(),
                        failure);
            }
            if (cause instanceof UnknownHostException) {
                return failure(
                        FailureCode.PROVIDER_UNREACHABLE,
                        "region: there is no token service for region " + stsRegion + ", or its name does not resolve: "
                                + said(failure),
                        failure);
            }
        }
        if (said(failure).startsWith("Unable to load credentials")) {
            return failure(
                    FailureCode.AUTHENTICATION_FAILED,
                    "trusted principal: this server has no AWS credentials of its own to assume role " + role.roleArn()
                            + " with",
                    failure);
        }
        return failure(
                FailureCode.PROVIDER_UNREACHABLE,
                "AWS' token service in region " + stsRegion + " cannot be reached: " + said(failure),
                failure);
    }

    private static InferenceException refusal(AwsServiceException refusal, AwsRole role, String stsRegion) {
        String code = String.valueOf(refusal.awsErrorDetails().errorCode());
        String step = switch (code) {
            case "AccessDenied", "AccessDeniedException" ->
                "trust: role " + role.roleArn() + " does not let this server assume it; its trust policy must"
                        + " name this server's principal"
                        + role.externalId()
                                .map(id -> " and the external id given here")
                                .orElse(", and no external id is given here");
            case "RegionDisabledException" ->
                "region: the token service in " + stsRegion + " is not activated for the role's account";
            case "ExpiredToken", "ExpiredTokenException", "RequestExpired" ->
                "expired: this server's own AWS credentials have expired, or its clock is wrong";
            case "InvalidClientTokenId",
                    "UnrecognizedClientException",
                    "SignatureDoesNotMatch",
                    "IncompleteSignature",
                    "MissingAuthenticationToken",
                    "AuthFailure" -> "trusted principal: AWS does not accept this server's own credentials";
            default -> "role " + role.roleArn() + ": the token service answered " + code;
        };
        boolean outage = refusal.statusCode() >= 500 || refusal.isThrottlingException();
        return failure(
                outage ? FailureCode.PROVIDER_UNREACHABLE : FailureCode.AUTHENTICATION_FAILED,
                step + " (" + refusal.statusCode() + " "
                        + cut(refusal.awsErrorDetails().errorMessage()) + ")",
                refusal);
    }

    private static String said(RuntimeException failure) {
        return cut(failure.getMessage());
    }

    private static String cut(String text) {
        String line = String.valueOf(text).replaceAll("\\s+", " ");
        return line.length() > SAID ? line.substring(0, SAID) + "…" : line;
    }

    private static InferenceException failure(FailureCode code, String message, RuntimeException cause) {
        return InferenceException.of(code, message).cause(cause).build();
    }
}
