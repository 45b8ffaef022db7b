package org.externalmodels.registry.providers;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.externalmodels.inference.spi.Authentication.AwsRole;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.json.Json;

/** What the owner of an account at AWS attaches to a role, so that this server may assume it and call models. */
@Dependent
public class BedrockPolicies {

    private static final String VERSION = "2012-10-17";

    private final Optional<String> principal;

    @Inject
    public BedrockPolicies(@ConfigProperty(name = "EXTERNAL_MODELS_TRUSTED_PRINCIPAL") Optional<String> principal) {
        this.principal = principal.map(String::strip).filter(arn -> !arn.isEmpty());
    }

    RolePolicies of(String roleArn, Optional<String> externalId) {
        return new RolePolicies(
                roleArn, principal.orElse(null), externalId.orElse(null), permissions(), trust(externalId));
    }

    private static JsonObject permissions() {
        var actions = Json.createArrayBuilder()
                .add("bedrock:InvokeModel")
                .add("bedrock:InvokeModelWithResponseStream")
                .add("bedrock:ListFoundationModels");
        return policy(Json.createObjectBuilder()
                .add("Sid", "ExternalModels")
                .add("Effect", "Allow")
                .add("Action", actions)
                .add("Resource", "*"));
    }

    private JsonObject trust(Optional<String> externalId) {
        String arn = principal.orElseThrow(() -> RegistryException.invalid(
                "trustedPrincipal",
                "is not configured: set EXTERNAL_MODELS_TRUSTED_PRINCIPAL to the ARN that this server calls AWS as"));
        JsonObjectBuilder statement = Json.createObjectBuilder()
                .add("Effect", "Allow")
                .add("Principal", Json.createObjectBuilder().add("AWS", arn))
                .add("Action", "sts:AssumeRole");
        externalId.ifPresent(id -> statement.add(
                "Condition",
                Json.createObjectBuilder()
                        .add("StringEquals", Json.createObjectBuilder().add("sts:ExternalId", id))));
        return policy(statement);
    }

    private static JsonObject policy(JsonObjectBuilder statement) {
        return Json.createObjectBuilder()
                .add("Version", VERSION)
                .add("Statement", Json.createArrayBuilder().add(statement))
                .build();
    }

    /** A text to send to whoever owns the account. */
    String request(AwsRole role) {
        String trust = principal.isEmpty()
                ? "(the principal is not configured on this server: EXTERNAL_MODELS_TRUSTED_PRINCIPAL)"
                : Json.indented(trust(role.externalId()));
        return "Please let us call Amazon Bedrock in " + role.region() + " through the role " + role.roleArn()
                + ".\n\nTrust policy of the role:\n" + trust
                + "\n\nPermission policy of the role:\n" + Json.indented(permissions()) + "\n";
    }
}
