package org.externalmodels.admin.console.models;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import org.externalmodels.admin.console.Attempt;
import org.externalmodels.admin.console.FormProblems;
import org.externalmodels.admin.console.Problems;
import org.externalmodels.admin.console.ShownValue;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.lifecycle.ConnectionChecks;
import org.externalmodels.registry.providers.Providers;
import org.externalmodels.registry.providers.RolePolicies;
import org.omnifaces.cdi.ViewScoped;

/** The role that a new model of Amazon Bedrock is called with: its policies, and whether it gets at the model. */
@Named
@ViewScoped
public class BedrockAccess implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final Set<String> IN_POLICIES = Set.of("roleArn", "externalId");
    private static final String BEDROCK = "bedrock";

    @Inject
    private Providers providers;

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ConnectionChecks checks;

    private String principal;
    private String trustPolicy;
    private String permissionPolicy;
    private Problems policyProblems = Problems.NONE;
    private final CredentialsCheck check = new CredentialsCheck();

    /** Makes the policies for what is typed, and tells beside its fields what is wrong with it. */
    public void follow(ConnectionForm connection, FormProblems problems) {
        List<DefinitionProblem> wrong = connection.access().problems();
        List<DefinitionProblem> ofPolicies = wrong.stream()
                .filter(problem -> IN_POLICIES.contains(problem.field()))
                .toList();
        policyProblems = ofPolicies.isEmpty()
                ? Attempt.at(() -> makePolicies(connection))
                : Problems.of(RegistryException.invalid(ofPolicies));
        problems.follow(
                ConnectionForm.FIRST,
                wrong.isEmpty()
                        ? Problems.NONE
                        : Problems.of(RegistryException.invalid(wrong)).in(ConnectionForm.FIRST));
    }

    private void makePolicies(ConnectionForm connection) {
        String role = connection.isRole() ? connection.access().roleArn() : null;
        RolePolicies policies = providers.policies(role, connection.access().externalId());
        principal = policies.trustedPrincipal();
        trustPolicy = ShownValue.of(policies.trustPolicy());
        permissionPolicy = ShownValue.of(policies.permissionPolicy());
    }

    /** Assumes the role, lists the models and calls the one that is meant, as far as that goes. */
    public void check(ConnectionForm connection, String model, FormProblems problems) {
        check.ask(providers, BEDROCK, connection, model, problems);
    }

    /** Notes with what is stored now what was checked before. */
    void note(String modelId, ConnectionForm connection, String model) {
        if (report(connection, model) != null) {
            CredentialsCheck.repeat(checks, catalog, modelId);
        }
    }

    /** Who assumes the role, empty if this server's configuration does not say. */
    public String getPrincipal() {
        return principal;
    }

    public String getTrustPolicy() {
        return trustPolicy;
    }

    public String getPermissionPolicy() {
        return permissionPolicy;
    }

    public Problems getPolicyProblems() {
        return policyProblems;
    }

    public Problems getProblems() {
        return check.problems();
    }

    /** What came of the check of the role as it is typed now; {@code null} if it was not checked. */
    public CheckReport report(ConnectionForm connection, String model) {
        return check.of(connection, model);
    }
}
