package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.Map;
import java.util.function.Supplier;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Paths;
import org.externalmodels.registry.lifecycle.TestCalls;

/** A test call of a draft: the sample values that it is made with, and what came of it. */
public final class SampleCall implements Serializable {

    private static final long serialVersionUID = 1L;

    private final SampleValues samples = new SampleValues();
    private String connection;
    private Problems problems = Problems.NONE;
    private TestResult result;
    private String inputTokensPath;
    private String outputTokensPath;

    /** Asks for the values that the definition takes, if it can be read; otherwise tells why not. */
    Problems follow(Supplier<Definition> written) {
        Problems unread = Attempt.at(() -> samples.follow(written.get()));
        problems = unread.any() ? problems : Problems.NONE;
        return unread;
    }

    /** Forgets what came of the last call, and says why no other was made. */
    void refuse(String why) {
        result = null;
        problems = Problems.of(why);
    }

    /**
     * Makes the call.
     *
     * @param paths by which its answer is read
     */
    void make(TestCalls tests, String modelId, Paths paths) {
        result = null;
        inputTokensPath = paths.inputTokens();
        outputTokensPath = paths.outputTokens();
        problems = Attempt.at(() -> {
            Map<String, Object> values = samples.values();
            try {
                result = TestResult.of(tests.test(modelId, connection, values));
            } catch (InferenceException refused) {
                result = TestResult.of(refused);
            }
        });
    }

    public SampleValues getSamples() {
        return samples;
    }

    public String getConnection() {
        return connection;
    }

    public void setConnection(String connection) {
        this.connection = connection;
    }

    public Problems getProblems() {
        return problems;
    }

    public TestResult getResult() {
        return result;
    }

    /** The path at which there is no number of tokens read; {@code null} if there is one, or none is looked for. */
    public String getMissedInputTokens() {
        return result == null || result.inputTokens() != null ? null : inputTokensPath;
    }

    /** The same of tokens written. */
    public String getMissedOutputTokens() {
        return result == null || result.outputTokens() != null ? null : outputTokensPath;
    }
}
