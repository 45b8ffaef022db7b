package org.externalmodels.registry.lifecycle;

import java.util.Optional;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.registry.Verification;

/**
 * What a check of credentials found.
 *
 * @param verification whether the provider takes them
 * @param words why not, or why that cannot be told, in the provider's words and with secrets masked
 */
public record CheckOutcome(Verification verification, Optional<String> words) {

    static final CheckOutcome VERIFIED = new CheckOutcome(Verification.VERIFIED, Optional.empty());

    static CheckOutcome of(ProbeResult result) {
        return result.failure().map(CheckOutcome::of).orElse(VERIFIED);
    }

    /** A provider that answers has taken the credentials, whether or not the output is where the definition says. */
    static CheckOutcome of(InferenceException failure) {
        return switch (failure.code()) {
            case OUTPUT_NOT_FOUND -> VERIFIED;
            case AUTHENTICATION_FAILED ->
                new CheckOutcome(
                        isOfTrust(failure) ? Verification.AWAITING_TRUST : Verification.REFUSED, words(failure));
            default -> new CheckOutcome(Verification.UNVERIFIED, words(failure));
        };
    }

    /** The adapter names the step of assuming a role at the beginning of what it says, behind the model and the connection. */
    private static boolean isOfTrust(InferenceException failure) {
        String said = String.valueOf(failure.getMessage());
        String whom = "Model '" + failure.modelName().orElse("") + "', connection '"
                + failure.connectionName().orElse("") + "': ";
        return (said.startsWith(whom) ? said.substring(whom.length()) : said).startsWith("trust:");
    }

    private static Optional<String> words(InferenceException failure) {
        FailureCode code = failure.code();
        return Optional.of(code + ": " + failure.getMessage());
    }

    public boolean verified() {
        return verification == Verification.VERIFIED;
    }
}
