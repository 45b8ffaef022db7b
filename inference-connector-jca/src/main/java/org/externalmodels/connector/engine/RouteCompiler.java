package org.externalmodels.connector.engine;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.externalmodels.connector.authentication.Authenticator;
import org.externalmodels.connector.authentication.Authenticators;
import org.externalmodels.connector.authentication.Masking;
import org.externalmodels.connector.authentication.StaticCredentials;
import org.externalmodels.connector.dialect.Dialects;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.connector.egress.HostName;
import org.externalmodels.connector.routing.HealthBook;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.inference.spi.HeaderDefinition;
import org.externalmodels.inference.spi.ModelDefinition;

/** Turns a definition into a {@link Route}, and finds everything that is wrong with it on the way. */
final class RouteCompiler {

    /** RFC 9110 section 5.6.2. */
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    /** Headers that belong to the transport, RFC 9110 sections 7.2, 7.6 and 8.6. */
    private static final Pattern RESERVED =
            Pattern.compile("(?i)host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect");

    private final ModelDefinition definition;
    private final Authenticators authenticators;
    private final HealthBook book;
    private final List<DefinitionProblem> problems = new ArrayList<>();

    private RouteCompiler(ModelDefinition definition, Authenticators authenticators, HealthBook book) {
        this.definition = definition;
        this.authenticators = authenticators;
        this.book = book;
    }

    static Route compile(ModelDefinition definition, Authenticators authenticators, HealthBook book) {
        return new RouteCompiler(definition, authenticators, book).route();
    }

    /** For a definition that serves nobody. */
    static Route compile(ModelDefinition definition, Authenticators authenticators) {
        return compile(definition, authenticators, new HealthBook());
    }

    private Route route() {
        Optional<ProviderDialect> dialect = Dialects.compile(definition, problems::add);
        List<Header> headers = headers();
        definition.endpoint().ifPresent(endpoint -> checkAddress("endpoint", endpoint));
        List<ConnectionRoute> connections = new ArrayList<>();
        for (ConnectionDefinition connection : definition.connections()) {
            connection(connection, dialect, headers).ifPresent(connections::add);
        }
        // Without connections there is nothing to go over, and that is what calls are told.
        if (definition.endpoint().isEmpty()
                && definition.connections().stream()
                        .anyMatch(connection -> connection.baseUrl().isEmpty())) {
            problems.add(DefinitionProblem.of("endpoint", "The endpoint is missing"));
        }
        List<ConnectionRoute> usable = connections.stream()
                .filter(connection -> connection.definition().inferencing())
                .sorted(Comparator.comparingInt(
                        connection -> connection.definition().priority()))
                .toList();
        return new Route(definition, dialect, List.copyOf(connections), usable, List.copyOf(problems), false);
    }

    private List<Header> headers() {
        List<Header> headers = new ArrayList<>();
        boolean typed = false;
        for (HeaderDefinition header : definition.headers()) {
            String name = header.name();
            String value = header.value().reveal();
            if (!TOKEN.matcher(name).matches()) {
                problems.add(DefinitionProblem.of("headers", "'" + name + "' is not the name of a header"));
            } else if (RESERVED.matcher(name).matches()) {
                problems.add(DefinitionProblem.of("headers", "The header " + name + " is set by the server itself"));
            } else if (value.chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7f)) {
                problems.add(DefinitionProblem.of(
                        "headers", "The value of header " + name + " has a line break or control character"));
            } else {
                headers.add(new Header(name, value));
                typed |= name.equalsIgnoreCase("content-type");
            }
        }
        if (!typed) {
            headers.add(new Header("Content-Type", Payload.JSON));
        }
        return headers;
    }

    private Optional<ConnectionRoute> connection(
            ConnectionDefinition connection, Optional<ProviderDialect> dialect, List<Header> common) {
        Authenticator authenticator = authenticators.of(placed(connection.authentication(), dialect));
        if (connection.authentication() instanceof Authentication.OAuth2 profile) {
            checkAddress("connections." + connection.name() + ".authentication", profile.tokenEndpoint());
        }
        connection.baseUrl().ifPresent(base -> checkAddress("connections." + connection.name() + ".baseUrl", base));
        Optional<URI> endpoint = connection.baseUrl().or(definition::endpoint).filter(RouteCompiler::isAddress);
        if (endpoint.isEmpty() || dialect.isEmpty()) {
            return Optional.empty();
        }
        List<Header> headers = new ArrayList<>();
        if (authenticator instanceof StaticCredentials fixed) {
            headers.addAll(fixed.headers());
        }
        headers.addAll(dialect.get().headers());
        for (Header header : common) {
            // A header of the administrator's own wins over the one the credentials would make.
            headers.removeIf(made -> made.name().equalsIgnoreCase(header.name()));
            headers.add(header);
        }
        Map<Operation, URI> addresses = new EnumMap<>(Operation.class);
        for (Operation operation : dialect.get().operations()) {
            addresses.put(operation, authenticator.address(dialect.get().address(endpoint.get(), operation)));
        }
        return Optional.of(new ConnectionRoute(
                connection,
                addresses,
                List.copyOf(headers),
                authenticator,
                masking(authenticator),
                book.of(connection, definition.endpoint())));
    }

    /** A key alone goes where the wire format wants it. */
    private static Authentication placed(Authentication authentication, Optional<ProviderDialect> dialect) {
        return authentication instanceof Authentication.ProviderKey key && dialect.isPresent()
                ? dialect.get().placed(key.key())
                : authentication;
    }

    private Masking masking(Authenticator authenticator) {
        List<String> secrets = new ArrayList<>();
        if (authenticator instanceof StaticCredentials fixed) {
            secrets.addAll(fixed.secrets());
        }
        for (HeaderDefinition header : definition.headers()) {
            if (header.secret()) {
                secrets.add(header.value().reveal());
            }
        }
        return new Masking(secrets);
    }

    private void checkAddress(String field, URI address) {
        HostName.problem(address).ifPresent(problem -> problems.add(DefinitionProblem.of(field, problem)));
    }

    static boolean isAddress(URI address) {
        return HostName.problem(address).isEmpty();
    }
}
