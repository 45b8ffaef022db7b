package org.externalmodels.registry.lifecycle;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;

/**
 * The values of secret headers go to the endpoint that they were given for. They are sent with every connection, so no
 * connection may lead to another origin while there are any.
 */
final class SecretHeaderOrigins {

    private SecretHeaderOrigins() {}

    /** What keeps a connection from having a base URL. */
    static Optional<DefinitionProblem> ofBaseUrl(List<Definition> definitions, Optional<String> baseUrl) {
        return definitions.stream()
                .flatMap(definition -> leak(definition, baseUrl).stream())
                .findFirst()
                .map(header -> DefinitionProblem.of(
                        "baseUrl",
                        "leads to another host than the endpoint, and the value of the model's secret header "
                                + header.name() + " was given for the endpoint's only"));
    }

    /** What keeps a definition from being used with connections. */
    static List<DefinitionProblem> ofDefinition(Definition definition, List<Connection> connections) {
        return connections.stream()
                .flatMap(connection -> leak(definition, connection.baseUrl()).stream()
                        .map(header -> DefinitionProblem.of(
                                "headers[" + definition.headers().indexOf(header) + "].secret",
                                "The secret value of " + header.name() + " is for the endpoint's host only, and the"
                                        + " base URL of the connection " + connection.name()
                                        + " leads to another one")))
                .toList();
    }

    private static Optional<Header> leak(Definition definition, Optional<String> baseUrl) {
        boolean same = Keys.origin(definition, baseUrl).equals(Keys.origin(definition, Optional.empty()));
        Stream<Header> secret = definition.headers().stream().filter(Header::secret);
        return same ? Optional.empty() : secret.findFirst();
    }
}
