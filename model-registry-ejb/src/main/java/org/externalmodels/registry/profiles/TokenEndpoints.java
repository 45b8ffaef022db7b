package org.externalmodels.registry.profiles;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.spi.Authentication.OAuth2;
import org.externalmodels.inference.spi.BodyCapture;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.ModelDirectory;
import org.externalmodels.inference.spi.ProviderStructure;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.Timeouts;
import org.externalmodels.registry.definition.ProfileSettings;

/**
 * Token endpoints by the adapter's own eyes, which looks at them when it compiles a model: with one that cannot be called, no
 * model of the profile would serve.
 */
final class TokenEndpoints {

    private static final String ANY = "any";

    private TokenEndpoints() {}

    /** What keeps a token endpoint from being asked. */
    static List<DefinitionProblem> problems(ModelDirectory directory, ProfileSettings settings) {
        if (!settings.type().isOAuth2() || settings.tokenUrl().isEmpty()) {
            return List.of();
        }
        return directory.validate(modelOf(settings, settings.tokenUrl().get())).stream()
                .filter(problem -> problem.field().endsWith(".authentication"))
                .map(problem -> DefinitionProblem.of("tokenEndpoint", problem.message()))
                .toList();
    }

    private static ModelDefinition modelOf(ProfileSettings settings, URI endpoint) {
        OAuth2 client = new OAuth2(
                ANY,
                endpoint,
                ANY,
                Secret.of(ANY),
                settings.clientAuthentication(),
                Optional.empty(),
                Optional.empty(),
                List.of());
        return new ModelDefinition(
                ANY,
                ANY,
                0,
                ModelDefinition.Status.DRAFT,
                true,
                ProviderStructure.OPENAI_CHAT,
                Optional.of(URI.create("https://provider.invalid")),
                Optional.of(ANY),
                List.of(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                Timeouts.NONE,
                BodyCapture.OFF,
                List.of(new ConnectionDefinition(ANY, ANY, true, Optional.empty(), client)));
    }
}
