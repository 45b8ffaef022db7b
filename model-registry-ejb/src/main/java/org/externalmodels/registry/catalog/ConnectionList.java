package org.externalmodels.registry.catalog;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.Verification;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.ConnectionCheck;
import org.externalmodels.registry.model.ConnectionUse;
import org.externalmodels.registry.model.Credential;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.ProfileSecrets;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.publication.ProfileAuthentication;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** A model's connections, with how it is with each. */
@Dependent
public class ConnectionList {

    private final EntityManager entities;
    private final Models models;
    private final OpenVault vault;

    @Inject
    public ConnectionList(EntityManager entities, Models models, OpenVault vault) {
        this.entities = entities;
        this.models = models;
        this.vault = vault;
    }

    List<ConnectionDetail> of(Model model, Definition definition) {
        Map<String, List<Credential>> keys =
                models.credentials(model).stream().collect(Collectors.groupingBy(Credential::connectionId));
        Map<String, StoredSecret> secrets =
                models.secrets(model).stream().collect(Collectors.toMap(StoredSecret::id, Function.identity()));
        Map<String, Instant> uses = uses(model);
        Map<String, ConnectionCheck> checks = models.checks(model).stream()
                .collect(Collectors.toMap(ConnectionCheck::connectionId, Function.identity()));
        Optional<ProfileSecrets> profile =
                definition.profileName().flatMap(models.profiles()::named).map(models.profiles()::secrets);
        return models.connections(model).stream()
                .map(connection -> {
                    List<Credential> held = keys.getOrDefault(connection.id(), List.of());
                    Optional<ConnectionCheck> check = Optional.ofNullable(checks.get(connection.id()))
                            .filter(last -> isOf(last, connection, definition, held, profile));
                    return new ConnectionDetail(
                            connection.id(),
                            model.id(),
                            connection.name(),
                            connection.addedBy(),
                            connection.addedAt(),
                            Optional.ofNullable(uses.get(connection.id())),
                            definition.profileName().isPresent()
                                    ? status(connection, definition, profile)
                                    : status(connection, definition, held, secrets),
                            connection.inferencing(),
                            connection.baseUrl(),
                            held.isEmpty() ? Optional.empty() : Optional.of(Secret.MASK),
                            connection.access(),
                            connection.weight(),
                            connection.priority(),
                            connection.place(),
                            check.map(ConnectionCheck::outcome).orElse(Verification.UNVERIFIED),
                            check.map(ConnectionCheck::checkedBy),
                            check.map(ConnectionCheck::checkedAt),
                            check.flatMap(ConnectionCheck::words),
                            connection.version());
                })
                .toList();
    }

    /** A check of what was there before says nothing. */
    private static boolean isOf(
            ConnectionCheck check,
            Connection connection,
            Definition definition,
            List<Credential> held,
            Optional<ProfileSecrets> profile) {
        String origin = Keys.origin(definition, connection.baseUrl());
        if (definition.profileName().isPresent()) {
            return check.isOf(origin, profile.map(secrets -> secrets.profile().fingerprint()));
        }
        return check.isOf(
                origin,
                held.stream()
                        .filter(key -> key.origin().equals(origin))
                        .findFirst()
                        .map(Credential::fingerprint));
    }

    /** With an authorization profile the connection's own key is not sent. */
    private ConnectionStatus status(Connection connection, Definition definition, Optional<ProfileSecrets> profile) {
        String origin = Keys.origin(definition, connection.baseUrl());
        if (profile.isEmpty() || !profile.get().profile().mayBeSentTo(origin)) {
            return ConnectionStatus.KEY_MISSING;
        }
        try {
            if (ProfileAuthentication.of(profile.get(), vault.get()).isEmpty()) {
                return ConnectionStatus.KEY_MISSING;
            }
        } catch (UnreadableSecretException unreadable) {
            return ConnectionStatus.KEY_UNREADABLE;
        }
        return connection.inferencing() ? ConnectionStatus.ACTIVE : ConnectionStatus.OFF;
    }

    private Map<String, Instant> uses(Model model) {
        return entities
                .createQuery(
                        "select u from ConnectionUse u where u.connectionId in"
                                + " (select c.id from Connection c where c.modelId = :model)",
                        ConnectionUse.class)
                .setParameter("model", model.id())
                .getResultList()
                .stream()
                .collect(Collectors.toMap(ConnectionUse::connectionId, ConnectionUse::lastUsedAt));
    }

    /** Trying to decrypt is cheap, and says more than any mark that was set some time ago. */
    private ConnectionStatus status(
            Connection connection, Definition definition, List<Credential> held, Map<String, StoredSecret> secrets) {
        String origin = Keys.origin(definition, connection.baseUrl());
        Optional<Credential> fitting =
                held.stream().filter(key -> key.origin().equals(origin)).findFirst();
        if (!held.isEmpty() && fitting.isEmpty()) {
            return ConnectionStatus.KEY_MISSING;
        }
        if (fitting.isPresent()) {
            try {
                fitting.get().open(secrets, vault.get());
            } catch (UnreadableSecretException unreadable) {
                return ConnectionStatus.KEY_UNREADABLE;
            }
        }
        return connection.inferencing() ? ConnectionStatus.ACTIVE : ConnectionStatus.OFF;
    }
}
