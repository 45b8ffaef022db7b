package org.externalmodels.connector.engine;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.externalmodels.connector.cache.ResponseCache;
import org.externalmodels.connector.routing.HealthBook;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.AuthenticationCheck;
import org.externalmodels.inference.spi.AuthorizationCode;
import org.externalmodels.inference.spi.CallAdmission;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.CallOrigin;
import org.externalmodels.inference.spi.ConnectionState;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.DirectoryChange;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ModelSnapshot;
import org.externalmodels.inference.spi.ProbeResult;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.SignOn;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.inference.spi.UsageJournal;

/** The directory of one engine. Calls read one volatile reference; publishing replaces it. */
final class PublishedModels implements ModelDirectory, Routing {

    private final InferenceEngine engine;
    private final HealthBook book = new HealthBook();
    private volatile CallAdmission admission = CallAdmission.ALL;
    private volatile SignOn signOn = SignOn.NONE;
    private volatile RouteTable table = RouteTable.EMPTY;
    private volatile Runnable whenPublished = () -> {};

    PublishedModels(InferenceEngine engine) {
        this.engine = engine;
    }

    @Override
    public Route find(String model, Optional<String> connection) {
        Route route = table.find(model);
        if (route == null) {
            throw new InferenceException(FailureCode.MODEL_NOT_FOUND, "no model of this name is registered");
        }
        return route;
    }

    @Override
    public void admit(Route route) {
        route.requireActive();
        engine.requireRoomForRecords();
    }

    @Override
    public Optional<Route> standIn(String model) {
        return Optional.ofNullable(table.find(model)).filter(Route::isActive);
    }

    @Override
    public CallAdmission admission() {
        return admission;
    }

    @Override
    public ResponseCache cache() {
        return engine.cache();
    }

    @Override
    public void admitBy(CallAdmission by) {
        admission = by;
    }

    @Override
    public SignOn signOn() {
        return signOn;
    }

    @Override
    public void signOnBy(SignOn by) {
        signOn = by;
    }

    void whenPublished(Runnable then) {
        whenPublished = then;
    }

    @Override
    public void publish(ModelSnapshot snapshot) {
        replaceBy(snapshot);
        whenPublished.run();
    }

    private synchronized void replaceBy(ModelSnapshot snapshot) {
        table = RouteTable.of(snapshot, engine.authenticators(), book);
        book.keepOnly(table.connectionIds());
    }

    @Override
    public synchronized boolean apply(DirectoryChange change) {
        if (table.version() != change.baseVersion()) {
            return false;
        }
        table = table.with(change, engine.authenticators(), book);
        if (!change.removedIds().isEmpty()) {
            book.keepOnly(table.connectionIds());
        }
        return true;
    }

    @Override
    public long version() {
        return table.version();
    }

    @Override
    public List<DefinitionProblem> validate(ModelDefinition definition) {
        return RouteCompiler.compile(definition, engine.authenticators()).problems().stream()
                .sorted(Comparator.comparing(DefinitionProblem::field))
                .toList();
    }

    @Override
    public CompletionStage<ProbeResult> probe(ModelDefinition definition, String connection, InferenceRequest request) {
        return engine.probe(definition, Optional.ofNullable(connection), request);
    }

    @Override
    public CompletionStage<ProviderAnswer> ask(ProviderQuestion question) {
        return engine.ask(question);
    }

    @Override
    public CompletionStage<AuthenticationCheck> authenticate(Authentication authentication) {
        return engine.authenticators().check(authentication);
    }

    @Override
    public CompletionStage<Secret> redeem(Authentication.OAuth2 profile, AuthorizationCode code) {
        return engine.authenticators().redeem(profile, code);
    }

    @Override
    public ModelConnection connect(CallOrigin origin, String model, String connection) {
        return new EngineConnection(
                engine, new CallTarget(origin, model, Optional.ofNullable(connection), Timeouts.NONE));
    }

    @Override
    public ModelConnection connectOver(CallOrigin origin, String model, Set<String> connections) {
        return new EngineConnection(engine, CallTarget.over(origin, model, connections));
    }

    @Override
    public CompletionStage<TokenCount> countTokens(
            CallOrigin origin, String model, Set<String> connections, InferenceRequest request) {
        return engine.count(CallTarget.over(origin, model, connections), request);
    }

    @Override
    public List<ModelMetaData> models() {
        return table.routes().stream()
                .filter(Route::isActive)
                .map(Route::metaData)
                .sorted(Comparator.comparing(ModelMetaData::name, String.CASE_INSENSITIVE_ORDER))
                .toList();
    }

    @Override
    public List<ConnectionState> connectionStates(String modelId) {
        Route route = table.ofId(modelId);
        return route == null ? List.of() : route.states(System.nanoTime());
    }

    @Override
    public void addObserver(CallObserver observer) {
        engine.observers().add(observer);
    }

    @Override
    public void removeObserver(CallObserver observer) {
        engine.observers().remove(observer);
    }

    @Override
    public UsageJournal journal() {
        return engine.journal();
    }
}
