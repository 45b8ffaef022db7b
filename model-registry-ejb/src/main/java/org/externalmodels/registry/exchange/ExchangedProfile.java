package org.externalmodels.registry.exchange;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.externalmodels.registry.definition.ProfileSettings;

/**
 * An authorization profile as the document has it.
 *
 * @param name unique
 * @param settings all that is no secret; secret fields without values
 * @param secrets by the member's name
 * @param fieldSecrets of its fields, in their order
 * @param origins where it may be sent; those that it may be sent to already stay
 */
record ExchangedProfile(
        String name,
        ProfileSettings settings,
        Map<String, SecretReference> secrets,
        List<Optional<SecretReference>> fieldSecrets,
        List<String> origins) {}
