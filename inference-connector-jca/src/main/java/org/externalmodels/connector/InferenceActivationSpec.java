package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.io.Serializable;
import java.time.Duration;
import org.externalmodels.connector.submission.ResultEndpoint.Wanted;
import org.externalmodels.inference.InferenceListener;
import org.externalmodels.inference.Submission;

/** Which results a message-driven bean wants, and how. Configured by one thread. */
@Activation(messageListeners = InferenceListener.class)
public final class InferenceActivationSpec implements ActivationSpec, Serializable {

    private static final long serialVersionUID = 1L;

    private static final int MOST_AT_A_TIME = 10_000;
    private static final int MOST_REDELIVERIES = 1_000;
    private static final int LONGEST_DELAY = 86_400_000;

    /** Not {@code destination}: Open Liberty takes that for the name of a JMS destination, and waits for it. */
    @ConfigProperty(description = "Which results: those of submissions to this destination")
    @NotBlank
    @Size(max = Submission.MAX_NAME)
    private String destinationName;

    @ConfigProperty(description = "Of these, those whose correlation id begins like this. Default: all")
    @Size(max = Submission.MAX_NAME)
    private String correlationPrefix;

    @ConfigProperty(description = "The most deliveries at a time")
    @NotNull
    @Min(1)
    @Max(MOST_AT_A_TIME)
    private Integer maxConcurrency = 10;

    @ConfigProperty(description = "The most calls under way at a time; they hold no threads")
    @NotNull
    @Min(1)
    @Max(MOST_AT_A_TIME)
    private Integer maxCalls = 1_000;

    @ConfigProperty(description = "How often a result is delivered again after its first delivery failed")
    @NotNull
    @Min(0)
    @Max(MOST_REDELIVERIES)
    private Integer redeliveryLimit = 5;

    @ConfigProperty(description = "How long, in milliseconds, after a delivery failed")
    @NotNull
    @Min(0)
    @Max(LONGEST_DELAY)
    private Integer redeliveryDelayMillis = 5_000;

    private InferenceResourceAdapter resourceAdapter;

    public String getDestinationName() {
        return destinationName;
    }

    public void setDestinationName(String value) {
        destinationName = value;
    }

    public String getCorrelationPrefix() {
        return correlationPrefix;
    }

    public void setCorrelationPrefix(String value) {
        correlationPrefix = value;
    }

    public Integer getMaxConcurrency() {
        return maxConcurrency;
    }

    public void setMaxConcurrency(Integer value) {
        maxConcurrency = value;
    }

    public Integer getMaxCalls() {
        return maxCalls;
    }

    public void setMaxCalls(Integer value) {
        maxCalls = value;
    }

    public Integer getRedeliveryLimit() {
        return redeliveryLimit;
    }

    public void setRedeliveryLimit(Integer value) {
        redeliveryLimit = value;
    }

    public Integer getRedeliveryDelayMillis() {
        return redeliveryDelayMillis;
    }

    public void setRedeliveryDelayMillis(Integer value) {
        redeliveryDelayMillis = value;
    }

    /** Checks where no Bean Validation did. */
    @Override
    public void validate() throws InvalidPropertyException {
        if (destinationName == null || destinationName.isBlank() || destinationName.length() > Submission.MAX_NAME) {
            throw new InvalidPropertyException(
                    "destinationName must have 1 to " + Submission.MAX_NAME + " characters" + had(destinationName));
        }
        if (correlationPrefix != null && correlationPrefix.length() > Submission.MAX_NAME) {
            throw new InvalidPropertyException("correlationPrefix must have at most " + Submission.MAX_NAME
                    + " characters" + had(correlationPrefix));
        }
        check("maxConcurrency", maxConcurrency, 1, MOST_AT_A_TIME);
        check("maxCalls", maxCalls, 1, MOST_AT_A_TIME);
        check("redeliveryLimit", redeliveryLimit, 0, MOST_REDELIVERIES);
        check("redeliveryDelayMillis", redeliveryDelayMillis, 0, LONGEST_DELAY);
    }

    private static String had(String name) {
        return name == null ? "" : name.isBlank() ? ", and not only blanks" : ", not " + name.length();
    }

    private static void check(String property, Integer value, int least, int most) throws InvalidPropertyException {
        if (value == null || value < least || value > most) {
            throw new InvalidPropertyException(
                    property + " must be between " + least + " and " + most + ", not " + value);
        }
    }

    Wanted wanted() throws InvalidPropertyException {
        validate();
        return new Wanted(
                destinationName,
                correlationPrefix == null ? "" : correlationPrefix,
                maxConcurrency,
                maxCalls,
                redeliveryLimit,
                Duration.ofMillis(redeliveryDelayMillis));
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    /** Happens once in its life (Connectors 2.1, 5.3.3). */
    @Override
    public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        if (resourceAdapter != null && resourceAdapter != adapter) {
            throw new IllegalStateException("This activation has another resource adapter already.");
        }
        if (!(adapter instanceof InferenceResourceAdapter ours)) {
            throw new InvalidPropertyException("This activation belongs to External Models and to no other adapter.");
        }
        resourceAdapter = ours;
    }
}
