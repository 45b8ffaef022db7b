package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.audit.GivenSecret;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.lifecycle.GivenKeys;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;

/** The keys that a model of the document comes with: where each is found, and whether its connection has it. */
@Dependent
public class ImportedKeys {

    private final Models models;
    private final Keys keys;
    private final ConfigSecrets secrets;

    @Inject
    public ImportedKeys(Models models, Keys keys, ConfigSecrets secrets) {
        this.models = models;
        this.keys = keys;
        this.secrets = secrets;
    }

    /** The key of a connection; empty if the document names none. */
    Optional<Secret> value(ExchangedModel given, int connection) {
        return secrets.value(
                "connections[" + connection + "].secret.config",
                given.connections().get(connection).secret());
    }

    /** The connection of a model that has a name. */
    Optional<Connection> named(Model model, String name) {
        return models.connections(model).stream()
                .filter(connection -> connection.isNamed(name))
                .findFirst();
    }

    /** Whether a key is given that the connection does not have for where its calls will go. */
    boolean isNew(Model model, Connection there, GivenConnection wanted) {
        Definition shown = models.revision(model, model.shownRevision()).definition();
        String origin = Keys.origin(shown, wanted.baseUrl());
        return wanted.apiKey()
                .filter(key -> !keys.holds(model, there, origin, key))
                .isPresent();
    }

    /** What the audit log has of the new ones among them if the import is refused. */
    List<GivenSecret> of(ExchangedModel given) {
        Optional<Model> model = models.named(given.definition().name());
        List<GivenSecret> found = new ArrayList<>();
        for (int i = 0; i < given.connections().size(); i++) {
            GivenConnection wanted = given.connections().get(i).given(valueIfAny(given, i));
            Optional<Connection> there = model.flatMap(one -> named(one, wanted.name()));
            if (there.isEmpty()) {
                found.addAll(GivenKeys.ofNew(given.definition().name(), wanted));
            } else if (isNew(model.get(), there.get(), wanted)) {
                found.addAll(GivenKeys.of(model.get(), there.get(), wanted.apiKey()));
            }
        }
        return found;
    }

    private Optional<Secret> valueIfAny(ExchangedModel given, int connection) {
        try {
            return value(given, connection);
        } catch (RegistryException notThere) {
            return Optional.empty();
        }
    }
}
