package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.catalog.ModelStatus;
import org.externalmodels.registry.definition.AwsAccess;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Header;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.lifecycle.GivenConnection;
import org.externalmodels.registry.lifecycle.ModelConnections;
import org.externalmodels.registry.lifecycle.ModelLifecycle;
import org.externalmodels.registry.lifecycle.Workshop;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.SecretHeaders;

/** Makes one model as the document has it, by the same steps as people do: the same rules hold and the same is recorded. */
@Dependent
public class ModelImport {

    private final Workshop workshop;
    private final Models models;
    private final ImportedKeys keys;
    private final SecretHeaders headers;
    private final ConfigSecrets secrets;

    @Inject
    public ModelImport(
            Workshop workshop, Models models, ImportedKeys keys, SecretHeaders headers, ConfigSecrets secrets) {
        this.workshop = workshop;
        this.models = models;
        this.keys = keys;
        this.headers = headers;
        this.secrets = secrets;
    }

    /** Empty if the model is new, otherwise what differed. */
    Optional<List<String>> apply(Actor actor, ExchangedModel given) {
        Optional<Model> there = models.named(given.definition().name());
        if (there.isEmpty()) {
            add(actor, given);
            return Optional.empty();
        }
        return Optional.of(change(actor, there.get(), given));
    }

    private void add(Actor actor, ExchangedModel given) {
        ModelLifecycle lifecycle = lifecycle(actor);
        List<GivenConnection> connections = new ArrayList<>();
        for (int i = 0; i < given.connections().size(); i++) {
            connections.add(given.connections().get(i).given(keys.value(given, i)));
        }
        String id = lifecycle.create(
                withSecrets("", given.definition(), given.secrets()),
                connections,
                given.status() == ModelStatus.ACTIVE);
        given.draft().ifPresent(draft -> edit(lifecycle, id, draft));
        Model model = models.get(id);
        switches(actor, model, given, new ArrayList<>());
    }

    private List<String> change(Actor actor, Model model, ExchangedModel given) {
        if (model.active() && given.status() == ModelStatus.DRAFT) {
            throw RegistryException.invalid("status", "The model serves here, and does not become a draft again");
        }
        List<String> fields = new ArrayList<>();
        ModelLifecycle lifecycle = lifecycle(actor);
        connections(actor, model, given, fields);
        Definition shown = models.revision(model, model.shownRevision()).definition();
        List<String> differing = differences(model, shown, given.definition(), given.secrets(), "");
        boolean confirm = given.status() == ModelStatus.ACTIVE && !model.active();
        if (!differing.isEmpty() || confirm) {
            if (model.active() && model.draftRevision().isPresent()) {
                throw RegistryException.invalid(
                        "draft", "A draft of the next revision is open: confirm or discard it before the import");
            }
            fields.addAll(differing);
            if (confirm) {
                fields.add("status");
            }
            lifecycle.edit(
                    model.id(),
                    null,
                    withSecrets("", given.definition(), given.secrets()),
                    keysAgain(given),
                    given.status() == ModelStatus.ACTIVE);
        }
        given.draft().ifPresent(draft -> draft(lifecycle, model, draft, fields));
        switches(actor, model, given, fields);
        return fields;
    }

    private void draft(ModelLifecycle lifecycle, Model model, ExchangedModel.Draft draft, List<String> fields) {
        boolean open = model.draftRevision().isPresent();
        Definition newest = models.revision(model, model.newestRevision()).definition();
        List<String> differing =
                open ? differences(model, newest, draft.definition(), draft.secrets(), "draft.") : List.of("draft");
        if (!differing.isEmpty()) {
            fields.addAll(differing);
            edit(lifecycle, model.id(), draft);
        }
    }

    private void edit(ModelLifecycle lifecycle, String id, ExchangedModel.Draft draft) {
        try {
            lifecycle.edit(id, null, withSecrets("", draft.definition(), draft.secrets()), List.of(), false);
        } catch (RegistryException refused) {
            throw refused.under("draft");
        }
    }

    private void connections(Actor actor, Model model, ExchangedModel given, List<String> fields) {
        ModelConnections service = connections(actor);
        for (int i = 0; i < given.connections().size(); i++) {
            ExchangedConnection wanted = given.connections().get(i);
            String at = "connections[" + i + "]";
            Optional<Connection> there = keys.named(model, wanted.name());
            Optional<Secret> key = keys.value(given, i);
            try {
                if (there.isEmpty()) {
                    service.add(model.id(), wanted.given(key));
                    fields.add("connections." + wanted.name());
                } else {
                    edit(service, model, there.get(), wanted.given(key), fields);
                }
            } catch (RegistryException refused) {
                throw refused.under(at);
            }
        }
    }

    private void edit(
            ModelConnections service, Model model, Connection there, GivenConnection wanted, List<String> fields) {
        AwsAccess access = there.access();
        boolean moved =
                !wanted.baseUrl().equals(there.baseUrl()) || !wanted.access().equals(access);
        boolean keyed = keys.isNew(model, there, wanted);
        boolean preferred = !wanted.weight().equals(Optional.of(there.weight()))
                || !wanted.priority().equals(Optional.of(there.priority()));
        if (moved || keyed || preferred) {
            service.edit(
                    model.id(),
                    there.id(),
                    null,
                    new GivenConnection(
                            there.name(),
                            keyed || moved ? wanted.apiKey() : Optional.empty(),
                            wanted.baseUrl(),
                            wanted.access(),
                            wanted.weight(),
                            wanted.priority()));
            String name = "connections." + there.name() + ".";
            if (!wanted.access().equals(access)) {
                fields.add(name + "roleArn");
            } else if (moved) {
                fields.add(name + "baseUrl");
            }
            if (keyed) {
                fields.add(name + "secret");
            }
            if (preferred) {
                fields.add(name + "weight");
            }
        }
    }

    /** What is refused is noted for the document as a whole. */
    private ModelLifecycle lifecycle(Actor actor) {
        return new ModelLifecycle(workshop, RefusedSecrets.UNNOTED, () -> actor);
    }

    private ModelConnections connections(Actor actor) {
        return new ModelConnections(workshop, RefusedSecrets.UNNOTED, () -> actor);
    }

    private void switches(Actor actor, Model model, ExchangedModel given, List<String> fields) {
        if (model.inferencing() != given.inferencing()) {
            lifecycle(actor).switchInferencing(model.id(), given.inferencing(), null);
            fields.add("inferencing");
        }
        for (ExchangedConnection wanted : given.connections()) {
            Connection there = keys.named(model, wanted.name()).orElseThrow();
            if (there.inferencing() != wanted.inferencing()) {
                connections(actor).switchInferencing(model.id(), there.id(), wanted.inferencing(), null);
                fields.add("connections." + there.name() + ".inferencing");
            }
        }
    }

    /** A moved endpoint needs the keys again; those that the document names are at hand. */
    private List<GivenConnection> keysAgain(ExchangedModel given) {
        List<GivenConnection> again = new ArrayList<>();
        for (int i = 0; i < given.connections().size(); i++) {
            Optional<Secret> key = keys.value(given, i);
            if (key.isPresent()) {
                again.add(given.connections().get(i).given(key));
            }
        }
        return again;
    }

    private Definition withSecrets(String at, Definition definition, List<Optional<SecretReference>> references) {
        List<Header> filled = new ArrayList<>();
        for (int i = 0; i < definition.headers().size(); i++) {
            Header header = definition.headers().get(i);
            Optional<Secret> value = secrets.value(
                    at + "headers[" + i + "].secret.config", references.get(i).orElse(null));
            filled.add(value.map(secret -> Header.of(header.name(), secret.reveal(), true))
                    .orElse(header));
        }
        return definition.withHeaders(filled);
    }

    private List<String> differences(
            Model model,
            Definition there,
            Definition wanted,
            List<Optional<SecretReference>> references,
            String prefix) {
        JsonObject before = JsonRecords.write(comparable(there));
        JsonObject after = JsonRecords.write(comparable(wanted));
        List<String> fields = new ArrayList<>();
        for (String name : before.keySet()) {
            if (!before.get(name).equals(after.get(name))) {
                fields.add(prefix + name);
            }
        }
        Definition revealed = withSecrets("", wanted, references);
        if (!fields.contains(prefix + "headers")
                && revealed.headers().stream()
                        .anyMatch(header -> header.givesSecret()
                                && !headers.holds(model, there, header.name(), Secret.of(header.value())))) {
            fields.add(prefix + "headers");
        }
        return fields;
    }

    /** Without what is secret or only the registry's. */
    private static Definition comparable(Definition definition) {
        return definition.withHeaders(definition.headers().stream()
                .map(header -> Header.of(header.name(), header.secret() ? null : header.value(), header.secret()))
                .toList());
    }
}
