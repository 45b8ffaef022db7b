package org.externalmodels.registry.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.AuthenticationCheck;
import org.externalmodels.inference.spi.AuthorizationCode;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.DeadLetters;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.WaitingSubmissions;

/** A directory that keeps what is published, and finds the problems that a test tells it to find. */
public final class RecordingDirectory implements ModelDirectory {

    private final Map<String, ModelDefinition> models = new LinkedHashMap<>();
    private final List<DefinitionProblem> problems = new ArrayList<>();
    private Function<ProviderQuestion, CompletionStage<ProviderAnswer>> provider = question -> {
        throw new UnsupportedOperationException();
    };
    private final List<Probe> probes = new ArrayList<>();
    private Function<ModelDefinition, ProbeResult> answers = definition -> {
        throw new InferenceException(FailureCode.PROVIDER_UNREACHABLE, "nobody answers");
    };
    private DeadLetters deadLetters = DeadLetters.NONE;
    private WaitingSubmissions submissions = WaitingSubmissions.NONE;
    private int wholeSnapshots;
    private long version;

    /** From now on these are the dead letters. */
    public void has(DeadLetters letters) {
        deadLetters = letters;
    }

    @Override
    public DeadLetters deadLetters() {
        return deadLetters;
    }

    /** From now on these are the submissions that wait. */
    public void has(WaitingSubmissions waiting) {
        submissions = waiting;
    }

    @Override
    public WaitingSubmissions submissions() {
        return submissions;
    }

    /** Leads questions to a provider. */
    public void asks(Function<ProviderQuestion, CompletionStage<ProviderAnswer>> answering) {
        provider = answering;
    }

    public void finds(DefinitionProblem problem) {
        problems.add(problem);
    }

    /** From now on test calls are answered so. */
    public void answers(Function<ModelDefinition, ProbeResult> how) {
        answers = how;
    }

    /** The test calls that were made. */
    public List<Probe> probes() {
        return List.copyOf(probes);
    }

    /** A test call. */
    public record Probe(ModelDefinition definition, String connection, InferenceRequest request) {}

    public Optional<ModelDefinition> named(String name) {
        return models.values().stream()
                .filter(model -> model.name().equals(name))
                .findFirst();
    }

    public int wholeSnapshots() {
        return wholeSnapshots;
    }

    @Override
    public void publish(ModelSnapshot snapshot) {
        models.clear();
        snapshot.models().forEach(model -> models.put(model.id(), model));
        version = snapshot.version();
        wholeSnapshots++;
    }

    @Override
    public boolean apply(DirectoryChange change) {
        if (change.baseVersion() != version) {
            return false;
        }
        change.changed().forEach(model -> models.put(model.id(), model));
        change.removedIds().forEach(models::remove);
        version = change.version();
        return true;
    }

    @Override
    public long version() {
        return version;
    }

    @Override
    public List<DefinitionProblem> validate(ModelDefinition definition) {
        return List.copyOf(problems);
    }

    @Override
    public CompletionStage<ProbeResult> probe(ModelDefinition definition, String connection, InferenceRequest request) {
        probes.add(new Probe(definition, connection, request));
        return CompletableFuture.completedFuture(answers.apply(definition));
    }

    @Override
    public CompletionStage<ProviderAnswer> ask(ProviderQuestion question) {
        return provider.apply(question);
    }

    @Override
    public CompletionStage<TokenCount> countTokens(
            CallOrigin origin, String model, Set<String> connections, InferenceRequest request) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<AuthenticationCheck> authenticate(Authentication authentication) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Secret> redeem(Authentication.OAuth2 profile, AuthorizationCode code) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelConnection connect(CallOrigin origin, String model, String connection) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelConnection connectOver(CallOrigin origin, String model, Set<String> connections) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ModelMetaData> models() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void addObserver(CallObserver observer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void removeObserver(CallObserver observer) {
        throw new UnsupportedOperationException();
    }

    @Override
    public UsageJournal journal() {
        throw new UnsupportedOperationException();
    }
}
