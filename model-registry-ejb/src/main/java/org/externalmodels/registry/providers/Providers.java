package org.externalmodels.registry.providers;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ProviderAnswer;
import org.externalmodels.inference.spi.ProviderQuestion;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.access.Role;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.HttpUrl;

/** What the known providers offer, from the list that is shipped or from the provider itself. */
@Stateless
@RolesAllowed({Role.ADMIN, Role.EDITOR, Role.VIEWER})
@TransactionManagement(TransactionManagementType.BEAN)
public class Providers {

    private final ProviderCatalogue catalogue = ProviderCatalogue.shipped();
    private final ProviderCheck check;
    private final BedrockPolicies policies;

    /** The container's proxies are made with it. */
    public Providers() {
        this(null, null);
    }

    @Inject
    public Providers(ProviderCheck check, BedrockPolicies policies) {
        this.check = check;
        this.policies = policies;
    }

    public List<Provider> list() {
        return catalogue.providers();
    }

    public Provider find(String id) {
        return catalogue.provider(id).orElseThrow(() -> RegistryException.notFound("There is no provider " + id));
    }

    /**
     * Lists models that are shipped, in the provider's order.
     *
     * @param search part of the id or the name, without regard to case
     * @param after {@link Slice#next} of the part before, empty for the first
     */
    public Slice<ProviderModel> models(String id, Optional<String> search, int limit, Optional<String> after) {
        find(id);
        List<ProviderModel> found = catalogue.models(id).stream()
                .filter(model -> search.isEmpty() || contains(model, search.get()))
                .toList();
        int first = after.map(last -> place(found, last)).orElse(0);
        int end = Math.min(found.size(), first + limit);
        return new Slice<>(
                found.subList(first, end),
                end < found.size() ? Optional.of(found.get(end - 1).id()) : Optional.empty());
    }

    private static int place(List<ProviderModel> found, String after) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).id().equals(after)) {
                return i + 1;
            }
        }
        throw RegistryException.foreignPlace();
    }

    private static boolean contains(ProviderModel model, String text) {
        String wanted = text.strip().toLowerCase(Locale.ROOT);
        return model.id().toLowerCase(Locale.ROOT).contains(wanted)
                || model.displayName().toLowerCase(Locale.ROOT).contains(wanted);
    }

    /** Asks the provider which models there are; what the shipped list knows of them is added. */
    @RolesAllowed({Role.ADMIN, Role.EDITOR})
    public List<ProviderModel> refresh(String id, ProviderCredentials credentials) {
        Provider provider = find(id);
        ProviderQuestion question = ProviderCalls.models(
                        structure(provider), endpoint(provider, credentials), authentication(credentials))
                .orElseThrow();
        ProviderAnswer answer;
        try {
            answer = check.ask(question);
        } catch (InferenceException failed) {
            throw RegistryException.invalid("baseUrl", "The provider could not be asked: " + failed.getMessage());
        }
        Optional<List<ProviderModel>> listed = answer.good() ? ProviderAnswers.models(answer) : Optional.empty();
        if (listed.isEmpty()) {
            throw ProviderCheck.isOfKey(answer)
                    ? RegistryException.invalid(
                            "apiKey", "The provider answered " + answer.status() + ": " + answer.words())
                    : RegistryException.invalid("baseUrl", ProviderCheck.noList(question.address(), answer));
        }
        return listed.get().stream()
                .map(model -> known(provider, model))
                .sorted(Comparator.comparing(ProviderModel::id))
                .toList();
    }

    private ProviderModel known(Provider provider, ProviderModel told) {
        return catalogue
                .model(provider.id(), told.id())
                .map(shipped -> new ProviderModel(
                        shipped.id(),
                        told.displayName().equals(told.id()) ? shipped.displayName() : told.displayName(),
                        shipped.modalities(),
                        shipped.features(),
                        told.contextWindow() == null ? shipped.contextWindow() : told.contextWindow(),
                        told.maxOutput() == null ? shipped.maxOutput() : told.maxOutput(),
                        shipped.structure(),
                        shipped.prices()))
                .orElse(told);
    }

    /**
     * Asks the provider whether it accepts credentials that are not stored.
     *
     * @param model the provider's name of a model, {@code null} for none
     */
    @RolesAllowed({Role.ADMIN, Role.EDITOR})
    public CheckResult check(String id, ProviderCredentials credentials, String model) {
        Provider provider = find(id);
        return check.check(structure(provider), endpoint(provider, credentials), authentication(credentials), model);
    }

    /**
     * What the owner of the account attaches to a role.
     *
     * @param roleArn {@code null} for one that is not made yet
     * @param externalId {@code null} for none
     */
    public RolePolicies policies(String roleArn, String externalId) {
        // The region is no matter of the policies.
        List<DefinitionProblem> problems = new AwsAccess(roleArn, "us-east-1", null, externalId)
                .problems().stream()
                        .filter(problem -> roleArn != null || !problem.field().equals("roleArn"))
                        .toList();
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
        return policies.of(roleArn, Optional.ofNullable(externalId));
    }

    private static ProviderStructure structure(Provider provider) {
        return provider.structures().get(0);
    }

    private static Authentication authentication(ProviderCredentials credentials) {
        return credentials
                .access()
                .authentication()
                .or(() -> credentials.apiKey().map(Authentication.ProviderKey::new))
                .orElseGet(Authentication.None::new);
    }

    private static URI endpoint(Provider provider, ProviderCredentials credentials) {
        List<DefinitionProblem> problems = new ArrayList<>(credentials.access().problems());
        Optional<String> address = credentials
                .baseUrl()
                .or(credentials.access()::endpoint)
                .or(() -> Optional.ofNullable(provider.endpoint()));
        Optional<URI> url = address.flatMap(HttpUrl::parse);
        String field = provider.id().equals("bedrock") && address.isEmpty() ? "region" : "baseUrl";
        if (url.isEmpty()
                && problems.stream().noneMatch(problem -> problem.field().equals(field))) {
            problems.add(DefinitionProblem.of(
                    field,
                    address.isEmpty()
                            ? "is required: " + provider.displayName() + " has no address that is everybody's"
                            : "must be an absolute http or https URL without user and password"));
        }
        if (!problems.isEmpty()) {
            throw RegistryException.invalid(problems);
        }
        return url.get();
    }
}
