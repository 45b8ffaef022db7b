package org.externalmodels.registry.providers;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model at Amazon Bedrock as people write it, and as it is called. A foundation model's ARN is the same as its plain id; an
 * ARN of anything else is kept, because it says whose it is.
 *
 * @param normalised what calls name
 * @param kind what it names
 * @param region in the ARN; empty without one
 */
public record BedrockModelId(String normalised, Kind kind, Optional<String> region) {

    private static final Pattern ARN =
            Pattern.compile("arn:aws(?:-cn|-us-gov)?:bedrock:([a-z0-9-]*):([0-9]{12})?:([a-z-]+)/(.+)");
    private static final Pattern PROFILE = Pattern.compile("(?:us|us-gov|eu|apac|jp|au|ca|global)\\.[a-z0-9-]+\\..+");
    private static final Pattern FOUNDATION = Pattern.compile("[a-z0-9-]+\\.[a-zA-Z0-9.:_-]+|sandbox-[a-z0-9-]+");
    private static final Pattern PROVISIONED = Pattern.compile("[a-z0-9]{12}");

    /** What a name leads to. */
    public enum Kind {
        FOUNDATION_MODEL("foundation-model"),
        INFERENCE_PROFILE("inference-profile"),
        APPLICATION_INFERENCE_PROFILE("application-inference-profile"),
        PROVISIONED_MODEL("provisioned-model"),
        OTHER("other");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }

    /** Reads a plain id, or the ARN of a foundation model, an inference profile or provisioned throughput. */
    public static Optional<BedrockModelId> parse(String text) {
        String id = text == null ? "" : text.strip();
        Matcher arn = ARN.matcher(id);
        if (arn.matches()) {
            Optional<String> region = Optional.of(arn.group(1)).filter(name -> !name.isEmpty());
            return Optional.of(
                    switch (arn.group(3)) {
                        case "foundation-model" -> new BedrockModelId(arn.group(4), Kind.FOUNDATION_MODEL, region);
                        case "inference-profile" -> new BedrockModelId(id, Kind.INFERENCE_PROFILE, region);
                        case "application-inference-profile" ->
                            new BedrockModelId(id, Kind.APPLICATION_INFERENCE_PROFILE, region);
                        case "provisioned-model" -> new BedrockModelId(id, Kind.PROVISIONED_MODEL, region);
                        default -> new BedrockModelId(id, Kind.OTHER, region);
                    });
        }
        if (id.isEmpty() || id.startsWith("arn:")) {
            return Optional.empty();
        }
        Kind kind = PROFILE.matcher(id).matches()
                ? Kind.INFERENCE_PROFILE
                : FOUNDATION.matcher(id).matches()
                        ? Kind.FOUNDATION_MODEL
                        : PROVISIONED.matcher(id).matches() ? Kind.PROVISIONED_MODEL : Kind.OTHER;
        return Optional.of(new BedrockModelId(id, kind, Optional.empty()));
    }
}
