package org.externalmodels.registry.publication;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.ConnectionDefinition;
import org.externalmodels.inference.spi.HeaderDefinition;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.inference.spi.TemplateDefinition;
import org.externalmodels.inference.spi.VariableDefinition;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.definition.VariableType;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Credential;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.ProfileSecrets;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.model.SecretHeaders;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.secrets.SecretVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** One model on its way to the adapter. What depends on a secret that does not open is switched off, the rest works. */
record PublishedModel(
        Model model,
        Revision revision,
        List<Connection> connections,
        List<Credential> credentials,
        Map<String, StoredSecret> secrets,
        Optional<ProfileSecrets> profile) {

    private static final Logger LOG = System.getLogger(PublishedModel.class.getName());
    private static final Pattern PROMPT = Pattern.compile("\\{\\{\\s*prompt\\s*}}");

    ModelDefinition definition(SecretVault vault) {
        Definition definition = revision.definition();
        Optional<List<HeaderDefinition>> headers = headers(definition, vault);
        return new ModelDefinition(
                model.id(),
                definition.name(),
                revision.confirmed() ? revision.revision() : model.revision(),
                revision.confirmed() ? ModelDefinition.Status.ACTIVE : ModelDefinition.Status.DRAFT,
                model.inferencing() && headers.isPresent(),
                definition.structure(),
                definition.endpointUrl(),
                Optional.ofNullable(definition.providerModel()).filter(name -> !name.isBlank()),
                headers.orElse(List.of()),
                template(definition),
                new HashSet<>(definition.features()),
                new HashSet<>(definition.modalities()),
                definition.timeouts().published(),
                definition.capture(),
                definition.routing().published(),
                definition.cache().published(),
                connections.stream().map(c -> connection(c, definition, vault)).toList(),
                Optional.of(model.addedAt()));
    }

    /**
     * A definition without a place in any database, with header values as they are written and connections of which there is
     * no more than their addresses.
     */
    static ModelDefinition unstored(Definition definition, List<Optional<String>> baseUrls) {
        return new ModelDefinition(
                "unstored",
                "unstored",
                0,
                ModelDefinition.Status.DRAFT,
                true,
                definition.structure(),
                definition.endpointUrl(),
                Optional.ofNullable(definition.providerModel()).filter(name -> !name.isBlank()),
                definition.headers().stream()
                        .map(header -> new HeaderDefinition(
                                header.name(),
                                Secret.of(header.value() == null ? "" : header.value()),
                                header.secret()))
                        .toList(),
                template(definition),
                new HashSet<>(definition.features()),
                new HashSet<>(definition.modalities()),
                definition.timeouts().published(),
                definition.capture(),
                IntStream.range(0, baseUrls.size())
                        .mapToObj(i -> new ConnectionDefinition(
                                "unstored" + i,
                                "[" + i + "]",
                                true,
                                baseUrls.get(i).flatMap(HttpUrl::parse),
                                new Authentication.None()))
                        .toList());
    }

    private static Optional<TemplateDefinition> template(Definition definition) {
        return definition.structure().isTemplate() && definition.body() != null
                ? Optional.of(new TemplateDefinition(
                        variables(definition),
                        definition.body(),
                        definition.paths().published()))
                : Optional.empty();
    }

    /** Those that are declared; the prompt is a variable of every template that has a place for it. */
    private static List<VariableDefinition> variables(Definition definition) {
        boolean asked = PROMPT.matcher(definition.body()).find()
                && definition.variables().stream()
                        .noneMatch(variable -> variable.name().equals("prompt"));
        Stream<Variable> prompt =
                asked ? Stream.of(new Variable("prompt", null, VariableType.STRING, true, null)) : Stream.empty();
        return Stream.concat(prompt, definition.variables().stream())
                .map(Variable::published)
                .toList();
    }

    private Optional<List<HeaderDefinition>> headers(Definition definition, SecretVault vault) {
        List<HeaderDefinition> headers = new ArrayList<>();
        for (Header header : definition.headers()) {
            if (!header.secret()) {
                String value = header.value() == null ? "" : header.value();
                headers.add(new HeaderDefinition(header.name(), Secret.of(value), false));
                continue;
            }
            StoredSecret stored = secrets.get(String.valueOf(header.reference()));
            if (stored == null) {
                return Optional.empty();
            }
            try {
                String owner = SecretHeaders.owner(model.id(), definition, header.name());
                headers.add(new HeaderDefinition(header.name(), stored.open(vault, owner), true));
            } catch (UnreadableSecretException unreadable) {
                LOG.log(
                        Level.ERROR,
                        "Model {0} is off: the value of its header {1} cannot be decrypted: {2}",
                        model.name(),
                        header.name(),
                        unreadable.getMessage());
                return Optional.empty();
            }
        }
        return Optional.of(headers);
    }

    private ConnectionDefinition connection(Connection connection, Definition definition, SecretVault vault) {
        String origin = Keys.origin(definition, connection.baseUrl());
        if (definition.profileName().isPresent()) {
            return connection(connection, profileAuthentication(connection, origin, vault));
        }
        List<Credential> held = credentials.stream()
                .filter(credential -> credential.connectionId().equals(connection.id()))
                .toList();
        Optional<Credential> fitting = held.stream()
                .filter(credential -> credential.origin().equals(origin))
                .findFirst();
        Authentication authentication = connection.access().authentication().orElseGet(Authentication.None::new);
        boolean usable = held.isEmpty() || fitting.isPresent();
        if (fitting.isPresent()) {
            try {
                authentication = new Authentication.ProviderKey(fitting.get().open(secrets, vault));
            } catch (UnreadableSecretException unreadable) {
                LOG.log(
                        Level.ERROR,
                        "Connection {0} of model {1} is off: its key cannot be decrypted: {2}",
                        connection.name(),
                        model.name(),
                        unreadable.getMessage());
                usable = false;
            }
        }
        return connection(connection, usable ? Optional.of(authentication) : Optional.empty());
    }

    /** Without authentication it is off. */
    private static ConnectionDefinition connection(Connection connection, Optional<Authentication> authentication) {
        return new ConnectionDefinition(
                connection.id(),
                connection.name(),
                connection.inferencing() && authentication.isPresent(),
                connection.baseUrl().flatMap(HttpUrl::parse),
                authentication.orElseGet(Authentication.None::new),
                connection.weight(),
                connection.priority());
    }

    /** What the profile sends, if there is one and it may be sent there. */
    private Optional<Authentication> profileAuthentication(Connection connection, String origin, SecretVault vault) {
        if (profile.isEmpty() || !profile.get().profile().mayBeSentTo(origin)) {
            return Optional.empty();
        }
        try {
            return ProfileAuthentication.of(profile.get(), vault);
        } catch (UnreadableSecretException unreadable) {
            LOG.log(
                    Level.ERROR,
                    "Connection {0} of model {1} is off: a secret of its authorization profile {2} cannot be decrypted: {3}",
                    connection.name(),
                    model.name(),
                    profile.get().profile().name(),
                    unreadable.getMessage());
            return Optional.empty();
        }
    }
}
