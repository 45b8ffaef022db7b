package org.externalmodels.inference.spi;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.ModelConnection;
import org.externalmodels.inference.ModelMetaData;

/**
 * The adapter's door for the registry: an administered object, {@code eis/ExternalModelDirectory}. Thread-safe.
 */
public interface ModelDirectory {

    /** Replaces all models in one step. Calls under way finish with the revision they began with. */
    void publish(ModelSnapshot snapshot);

    /**
     * Replaces some models in one step.
     *
     * @return whether it was taken; {@code false} if the directory is not at {@link DirectoryChange#baseVersion}, and then
     *     a whole snapshot is due
     */
    boolean apply(DirectoryChange change);

    /** The version last published, 0 before the first. */
    long version();

    /**
     * Checks a definition as publishing an active one would: endpoint, headers, template, JSON paths.
     *
     * @return all problems, none if it can serve
     */
    List<DefinitionProblem> validate(ModelDefinition definition);

    /**
     * Makes one call with a definition that need not be published, drafts included, through the code of every other call.
     * It is not recorded in the journal. The stage fails only with
     * {@link org.externalmodels.inference.InferenceException} for what failed before anything was sent.
     *
     * @param connection the name of a connection of the definition, {@code null} for its first
     */
    CompletionStage<ProbeResult> probe(ModelDefinition definition, String connection, InferenceRequest request);

    /**
     * Asks a provider something beside inference, with the transport, the limits and the credentials of every call. The
     * stage fails with {@link org.externalmodels.inference.InferenceException} if no answer came:
     * {@code AUTHENTICATION_FAILED} if no credentials could be had, which says at which step.
     */
    CompletionStage<ProviderAnswer> ask(ProviderQuestion question);

    /**
     * Gets what an authentication has to fetch, anew and with the code of every call: a token, or a role's credentials. The
     * stage fails with {@link org.externalmodels.inference.InferenceException} that has the words of who refused.
     */
    CompletionStage<AuthenticationCheck> authenticate(Authentication authentication);

    /**
     * Exchanges an authorization code for a refresh token. The stage fails with
     * {@link org.externalmodels.inference.InferenceException} that has the token endpoint's words.
     *
     * @param profile the client; its refresh token, if it has one, is not used
     */
    CompletionStage<Secret> redeem(Authentication.OAuth2 profile, AuthorizationCode code);

    /**
     * Opens a connection on behalf of somebody else: an HTTP caller, the playground, a workflow.
     *
     * @param model the registered name
     * @param connection the connection's name, {@code null} for any
     */
    ModelConnection connect(CallOrigin origin, String model, String connection);

    /**
     * Opens a connection on behalf of somebody who may use some connections of a model only: calls go over these as they
     * would if the model had no others, and to no model that stands in for it.
     *
     * @param model the registered name
     * @param connections names; one is the one that is used, none stands for any
     */
    ModelConnection connectOver(CallOrigin origin, String model, Set<String> connections);

    /**
     * Asks a model's provider how many tokens a request has, where its wire format has a way to ask. The stage fails with
     * {@link org.externalmodels.inference.InferenceException}, {@code FEATURE_NOT_ENABLED} where there is none: nothing is
     * estimated. Cancelling it ends the exchange. It is held against switches and limits as a request, and leaves no record.
     *
     * @param connections as for {@link #connectOver}
     */
    CompletionStage<TokenCount> countTokens(
            CallOrigin origin, String model, Set<String> connections, InferenceRequest request);

    /** Describes the models that can be called now, by name, for ways in that list them. */
    List<ModelMetaData> models();

    /** Tells how the connections of a model do on this server; empty if no such model is published. */
    default List<ConnectionState> connectionStates(String modelId) {
        return List.of();
    }

    /** Has every attempt of every call held against an admission from now on; {@link CallAdmission#ALL} for none. */
    default void admitBy(CallAdmission admission) {}

    /** Has the passwords with which applications sign on to connection factories looked at from now on. */
    default void signOnBy(SignOn signOn) {}

    /** Adds an observer for all calls from now on. */
    void addObserver(CallObserver observer);

    void removeObserver(CallObserver observer);

    /** Submissions of this server whose results have not been delivered. */
    default WaitingSubmissions submissions() {
        return WaitingSubmissions.NONE;
    }

    /** Results of submissions that no listener took, on this server. */
    default DeadLetters deadLetters() {
        return DeadLetters.NONE;
    }

    /** The records of all calls. */
    UsageJournal journal();
}
