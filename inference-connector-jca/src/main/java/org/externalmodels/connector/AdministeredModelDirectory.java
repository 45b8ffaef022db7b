package org.externalmodels.connector;

import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.AdministeredObject;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import javax.naming.Reference;
import org.externalmodels.connector.submission.Submissions;
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
import org.externalmodels.inference.spi.SignOn;
import org.externalmodels.inference.spi.TokenCount;
import org.externalmodels.inference.spi.UsageJournal;
import org.externalmodels.inference.spi.WaitingSubmissions;

/**
 * The registry's door, {@code eis/ExternalModelDirectory}: hands everything to the engine of its resource adapter.
 * Serializable and Referenceable because administered objects with an adapter must be (Connectors 2.1, 13.4.2.3).
 */
@AdministeredObject(adminObjectInterfaces = ModelDirectory.class)
public final class AdministeredModelDirectory
        implements ModelDirectory, ResourceAdapterAssociation, Referenceable, Serializable {

    private static final long serialVersionUID = 1L;

    private InferenceResourceAdapter resourceAdapter;
    private Reference reference;

    @Override
    public void publish(ModelSnapshot snapshot) {
        directory().publish(snapshot);
    }

    @Override
    public boolean apply(DirectoryChange change) {
        return directory().apply(change);
    }

    @Override
    public long version() {
        return directory().version();
    }

    @Override
    public List<DefinitionProblem> validate(ModelDefinition definition) {
        return directory().validate(definition);
    }

    @Override
    public CompletionStage<ProbeResult> probe(ModelDefinition definition, String connection, InferenceRequest request) {
        return directory().probe(definition, connection, request);
    }

    @Override
    public CompletionStage<ProviderAnswer> ask(ProviderQuestion question) {
        return directory().ask(question);
    }

    @Override
    public CompletionStage<AuthenticationCheck> authenticate(Authentication authentication) {
        return directory().authenticate(authentication);
    }

    @Override
    public CompletionStage<Secret> redeem(Authentication.OAuth2 profile, AuthorizationCode code) {
        return directory().redeem(profile, code);
    }

    @Override
    public ModelConnection connect(CallOrigin origin, String model, String connection) {
        return directory().connect(origin, model, connection);
    }

    @Override
    public ModelConnection connectOver(CallOrigin origin, String model, Set<String> connections) {
        return directory().connectOver(origin, model, connections);
    }

    @Override
    public List<ModelMetaData> models() {
        return directory().models();
    }

    @Override
    public CompletionStage<TokenCount> countTokens(
            CallOrigin origin, String model, Set<String> connections, InferenceRequest request) {
        return directory().countTokens(origin, model, connections, request);
    }

    @Override
    public List<ConnectionState> connectionStates(String modelId) {
        return directory().connectionStates(modelId);
    }

    @Override
    public void admitBy(CallAdmission admission) {
        directory().admitBy(admission);
    }

    @Override
    public void signOnBy(SignOn signOn) {
        directory().signOnBy(signOn);
    }

    @Override
    public void addObserver(CallObserver observer) {
        directory().addObserver(observer);
    }

    @Override
    public void removeObserver(CallObserver observer) {
        directory().removeObserver(observer);
    }

    @Override
    public WaitingSubmissions submissions() {
        return kept().waiting();
    }

    @Override
    public DeadLetters deadLetters() {
        return kept().deadLetters();
    }

    @Override
    public UsageJournal journal() {
        return directory().journal();
    }

    @Override
    public ResourceAdapter getResourceAdapter() {
        return resourceAdapter;
    }

    @Override
    public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
        if (resourceAdapter != null && resourceAdapter != adapter) {
            throw new IllegalStateException("This model directory has another resource adapter already.");
        }
        if (!(adapter instanceof InferenceResourceAdapter ours)) {
            throw new InvalidPropertyException(
                    "This model directory belongs to External Models and to no other adapter.");
        }
        resourceAdapter = ours;
    }

    @Override
    public Reference getReference() {
        return reference;
    }

    @Override
    public void setReference(Reference value) {
        reference = value;
    }

    private ModelDirectory directory() {
        try {
            return adapter().engine().directory();
        } catch (IllegalStateException e) {
            throw new java.lang.IllegalStateException(e.getMessage(), e);
        }
    }

    private Submissions kept() {
        try {
            return adapter().submissions();
        } catch (IllegalStateException e) {
            throw new java.lang.IllegalStateException(e.getMessage(), e);
        }
    }

    private InferenceResourceAdapter adapter() {
        if (resourceAdapter == null) {
            throw new java.lang.IllegalStateException("This model directory has no resource adapter.");
        }
        return resourceAdapter;
    }
}
