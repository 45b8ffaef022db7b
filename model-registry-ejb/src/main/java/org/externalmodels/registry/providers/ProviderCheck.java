package org.externalmodels.registry.providers;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.providers.CheckResult.State;
import org.externalmodels.registry.providers.CheckResult.Step;

/**
 * Asks a provider whether it accepts credentials, by the cheapest call that it documents: its list of models. The call goes
 * through the adapter, so what is checked is what calls will meet. Holds no transaction; call it outside of one.
 */
@ApplicationScoped
public class ProviderCheck {

    private final ModelDirectory directory;
    private final BedrockCheck bedrock;

    protected ProviderCheck() {
        this(null, null);
    }

    @Inject
    public ProviderCheck(ModelDirectory directory, BedrockPolicies policies) {
        this.directory = directory;
        this.bedrock = new BedrockCheck(this::ask, policies);
    }

    /** Checks a stored connection, as a definition on its way to the adapter holds it. */
    public CheckResult check(ModelDefinition model, ConnectionDefinition connection) {
        Optional<URI> endpoint = connection.baseUrl().or(model::endpoint);
        if (endpoint.isEmpty()) {
            return failed(State.UNKNOWN, "address", "other", "There is no address to ask yet");
        }
        return check(
                model.structure(),
                endpoint.get(),
                connection.authentication(),
                model.providerModel().orElse(null));
    }

    /**
     * Checks credentials that need not be stored.
     *
     * @param structure the wire format, which says what to ask
     * @param endpoint the API's base or an operation's address
     * @param model the provider's name of a model; {@code null} to check the credentials alone
     */
    public CheckResult check(ProviderStructure structure, URI endpoint, Authentication authentication, String model) {
        Optional<ProviderQuestion> question = ProviderCalls.models(structure, endpoint, authentication);
        if (question.isEmpty()) {
            return failed(
                    State.UNKNOWN,
                    "list-models",
                    "other",
                    "Of a template's endpoint nothing is known that could be asked for free; test the model instead");
        }
        if (authentication instanceof Authentication.AwsRole role) {
            return bedrock.check(question.get(), endpoint, role, model);
        }
        try {
            return ofKey(question.get().address(), ask(question.get()), ListedModel.of(structure, model));
        } catch (InferenceException unreachable) {
            return unreachable(unreachable);
        }
    }

    private static CheckResult ofKey(URI asked, ProviderAnswer answer, Optional<String> model) {
        String words = answer.words();
        if (isOfKey(answer)) {
            return failed(State.REFUSED, "list-models", "key", "The provider refuses the key: " + words);
        }
        if (answer.status() == 429) {
            return new CheckResult(
                    State.VERIFIED,
                    "The provider knows the key, and says that it is asked too often: " + words,
                    List.of(Step.good("list-models", "429")),
                    Optional.empty(),
                    Optional.empty());
        }
        Optional<List<ProviderModel>> models = answer.good() ? ProviderAnswers.models(answer) : Optional.empty();
        if (models.isEmpty()) {
            return failed(State.UNEXPECTED, "list-models", "other", noList(asked, answer));
        }
        Optional<String> unlisted = model.filter(
                name -> models.get().stream().noneMatch(known -> known.id().equals(name)));
        String message =
                "The provider accepts the key and lists " + models.get().size() + " models"
                        + unlisted.map(name -> ", " + name + " not among them").orElse("");
        return new CheckResult(
                State.VERIFIED,
                message,
                List.of(Step.good("list-models", message)),
                Optional.empty(),
                Optional.empty(),
                unlisted);
    }

    /** What came in place of a list of models, and what is likely to help. */
    static String noList(URI asked, ProviderAnswer answer) {
        boolean page = answer.body().stripLeading().startsWith("<");
        String came = asked.getRawAuthority() + " answered " + answer.status() + " at " + asked.getRawPath()
                + (page ? " with a web page, which is no list of models" : ", which is no list of models: ")
                + (page ? "" : answer.words());
        return answer.cure()
                .map(cure -> came.replaceFirst("[.\\s]*$", ". ") + cure)
                .orElse(came);
    }

    /** Whether the key is refused. Google answers 400 for one that is none. */
    static boolean isOfKey(ProviderAnswer answer) {
        return answer.status() == 401
                || answer.status() == 403
                || (answer.status() == 400 && answer.body().contains("API_KEY_INVALID"));
    }

    /**
     * Asks and waits.
     *
     * @throws InferenceException if no answer came
     */
    ProviderAnswer ask(ProviderQuestion question) {
        try {
            // The adapter's own time limit ends this wait.
            return directory.ask(question).toCompletableFuture().join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof InferenceException known) {
                throw known;
            }
            throw failed;
        }
    }

    static CheckResult unreachable(InferenceException failure) {
        State state = failure.code() == FailureCode.AUTHENTICATION_FAILED ? State.REFUSED : State.UNREACHABLE;
        return failed(state, "list-models", state == State.REFUSED ? "key" : "unreachable", failure.getMessage());
    }

    static CheckResult failed(State state, String step, String reason, String message) {
        return new CheckResult(
                state, message, List.of(Step.failed(step, reason, message)), Optional.empty(), Optional.empty());
    }
}
