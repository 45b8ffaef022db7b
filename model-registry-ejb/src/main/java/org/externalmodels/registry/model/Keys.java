package org.externalmodels.registry.model;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.HttpUrl;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.UnreadableSecretException;

/** The keys of connections. */
@Dependent
public class Keys {

    /** The origin of calls while there is no endpoint. */
    public static final String UNKNOWN = "";

    private final Models models;
    private final OpenVault vault;

    @Inject
    public Keys(Models models, OpenVault vault) {
        this.models = models;
        this.vault = vault;
    }

    /** Where a connection's calls go with this definition, as an origin; empty text while that is not known. */
    public static String origin(Definition definition, Optional<String> baseUrl) {
        return baseUrl.flatMap(HttpUrl::parse)
                .or(definition::endpointUrl)
                .map(HttpUrl::origin)
                .orElse(UNKNOWN);
    }

    /** Stores a key for one origin, in place of the one that was there. */
    public void give(Model model, Connection connection, String origin, Secret key) {
        String fingerprint = vault.get().fingerprint(model.id(), key);
        List<Credential> all = models.credentials(model);
        refuseDuplicate(model, connection.id(), fingerprint, all);
        StoredSecret secret = new StoredSecret(model.id(), Credential.owner(connection.id(), origin), key, vault.get());
        models.add(secret);
        Optional<Credential> there = of(connection, origin, all);
        if (there.isPresent()) {
            String old = there.get().secretId();
            there.get().replace(secret.id(), fingerprint);
            models.removeSecret(old);
        } else {
            models.add(new Credential(connection, origin, secret.id(), fingerprint));
        }
    }

    /** Whether this is the connection's key for an origin already. */
    public boolean holds(Model model, Connection connection, String origin, Secret key) {
        String fingerprint = vault.get().fingerprint(model.id(), key);
        return of(connection, origin, models.credentials(model))
                .filter(credential -> credential.fingerprint().equals(fingerprint))
                .isPresent();
    }

    /** Refuses a key that another connection of the model has, by the name of that connection. */
    public void requireUnused(Model model, Connection connection, Secret key) {
        refuseDuplicate(model, connection.id(), vault.get().fingerprint(model.id(), key), models.credentials(model));
    }

    /** What tells the key of a connection for an origin from others; empty if it has none. */
    public Optional<String> fingerprint(Model model, Connection connection, String origin) {
        return of(connection, origin, models.credentials(model)).map(Credential::fingerprint);
    }

    private void refuseDuplicate(Model model, String connectionId, String fingerprint, List<Credential> all) {
        for (Credential other : all) {
            if (!other.connectionId().equals(connectionId)
                    && other.fingerprint().equals(fingerprint)) {
                String name =
                        models.connection(model, other.connectionId(), null).name();
                throw RegistryException.taken("apiKey", "The connection " + name + " already has this key");
            }
        }
    }

    /**
     * Takes the key of a connection that was given while it was not known where calls go, for where they go now. Whoever
     * calls this makes sure that the user may say so.
     */
    public void bind(Model model, Connection connection, String origin) {
        List<Credential> all = models.credentials(model);
        Optional<Credential> unbound = of(connection, UNKNOWN, all);
        if (origin.equals(UNKNOWN)
                || unbound.isEmpty()
                || of(connection, origin, all).isPresent()) {
            return;
        }
        Credential credential = unbound.get();
        Secret key = open(credential);
        String fingerprint = credential.fingerprint();
        drop(credential);
        StoredSecret secret = new StoredSecret(model.id(), Credential.owner(connection.id(), origin), key, vault.get());
        models.add(secret);
        models.add(new Credential(connection, origin, secret.id(), fingerprint));
    }

    private Secret open(Credential credential) {
        try {
            return models.secret(credential.secretId()).open(vault.get(), credential.owner());
        } catch (UnreadableSecretException unreadable) {
            throw RegistryException.invalid("connections", "A key does not open any more: give it again");
        }
    }

    /** Whether a connection has a key that was given while it was not known where calls go. */
    public boolean unbound(Model model, Connection connection) {
        return of(connection, UNKNOWN, models.credentials(model)).isPresent();
    }

    /** Lets go of keys for places where the model's calls no longer go. */
    public void keepOnly(Model model, Definition served) {
        Map<String, Connection> connections =
                models.connections(model).stream().collect(Collectors.toMap(Connection::id, c -> c));
        for (Credential credential : models.credentials(model)) {
            Connection connection = connections.get(credential.connectionId());
            if (!credential.origin().equals(origin(served, connection.baseUrl()))) {
                drop(credential);
            }
        }
    }

    /** Lets go of all keys of a connection but the one for an origin. */
    public void keepOnly(Model model, Connection connection, String origin) {
        for (Credential credential : models.credentials(model)) {
            if (credential.connectionId().equals(connection.id())
                    && !credential.origin().equals(origin)) {
                drop(credential);
            }
        }
    }

    /**
     * Which of the connections that have a key have none for where this definition's calls go; none of them if it is an
     * authorization profile that is sent.
     */
    public List<Connection> withoutKeyFor(Model model, Definition definition) {
        if (definition.profileName().isPresent()) {
            return List.of();
        }
        Map<String, List<Credential>> held =
                models.credentials(model).stream().collect(Collectors.groupingBy(Credential::connectionId));
        return models.connections(model).stream()
                .filter(connection -> held.containsKey(connection.id()))
                .filter(connection -> of(
                                connection,
                                origin(definition, connection.baseUrl()),
                                held.getOrDefault(connection.id(), List.of()))
                        .isEmpty())
                .toList();
    }

    private static Optional<Credential> of(Connection connection, String origin, List<Credential> all) {
        return all.stream()
                .filter(credential -> credential.connectionId().equals(connection.id()))
                .filter(credential -> credential.origin().equals(origin))
                .findFirst();
    }

    private void drop(Credential credential) {
        models.remove(credential);
        models.removeSecret(credential.secretId());
    }
}
