package org.externalmodels.registry.providers;

import jakarta.json.JsonObject;

/**
 * Policies for a role at AWS, ready to be copied.
 *
 * @param roleArn the role, {@code null} if it is not made yet
 * @param trustedPrincipal who assumes it, as this server's configuration says
 * @param externalId agreed with the owner, {@code null} for none
 * @param permissionPolicy what the role may do
 * @param trustPolicy who may assume it
 */
public record RolePolicies(
        String roleArn,
        String trustedPrincipal,
        String externalId,
        JsonObject permissionPolicy,
        JsonObject trustPolicy) {}
