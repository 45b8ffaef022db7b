package org.externalmodels.registry.publication;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Credential;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Models;
import org.externalmodels.registry.model.ProfileSecrets;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.secrets.OpenVault;
import org.externalmodels.registry.secrets.SecretVault;

/** Puts together what the adapter needs to know of models, secrets in the clear. */
@Dependent
public class Assembly {

    private final EntityManager entities;
    private final Models models;
    private final OpenVault vault;

    @Inject
    public Assembly(EntityManager entities, Models models, OpenVault vault) {
        this.entities = entities;
        this.models = models;
        this.vault = vault;
    }

    /** One model as it serves, or as a draft if it does not yet, from the database and not from what was read before. */
    ModelDefinition committed(Model model) {
        models.reload(model);
        return of(model, models.revision(model, model.shownRevision()));
    }

    /** One revision of a model with its connections. */
    public ModelDefinition of(Model model, Revision revision) {
        return new PublishedModel(
                        model,
                        revision,
                        models.connections(model),
                        models.credentials(model),
                        byId(models.secrets(model)),
                        revision.definition()
                                .profileName()
                                .flatMap(models.profiles()::named)
                                .map(models.profiles()::secrets))
                .definition(vault.get());
    }

    /**
     * A definition as somebody wrote it, of which nothing is stored: for finding what is wrong with it.
     *
     * @param baseUrls of the connections that come with it
     */
    public static ModelDefinition asWritten(Definition definition, List<Optional<String>> baseUrls) {
        return PublishedModel.unstored(definition, baseUrls);
    }

    /** The vault that all secrets of definitions come from. */
    public SecretVault vault() {
        return vault.get();
    }

    /** All models, with as many queries for a thousand as for one. */
    public List<ModelDefinition> all() {
        Map<String, List<Revision>> revisions = read(
                        "select r from Revision r, Model m where r.modelId = m.id"
                                + " and (r.revision = m.revision or (m.revision = 0 and r.revision = m.draftRevision))",
                        Revision.class)
                .collect(Collectors.groupingBy(Revision::modelId));
        Map<String, List<Connection>> connections = read(
                        "select c from Connection c order by c.priority, c.place, c.id", Connection.class)
                .collect(Collectors.groupingBy(Connection::modelId));
        Map<String, List<Credential>> credentials = read("select c from Credential c", Credential.class)
                .collect(Collectors.groupingBy(Credential::modelId));
        Map<String, StoredSecret> secrets = read("select s from StoredSecret s", StoredSecret.class)
                .collect(Collectors.toMap(StoredSecret::id, Function.identity()));
        Map<String, ProfileSecrets> profiles = models.profiles().all(secrets.values());

        List<ModelDefinition> definitions = new ArrayList<>();
        for (Model model : read("select m from Model m", Model.class).toList()) {
            // A model confirmed between two of the queries has moved on; the stamp that comes with it brings it next.
            for (Revision revision : revisions.getOrDefault(model.id(), List.of())) {
                definitions.add(new PublishedModel(
                                model,
                                revision,
                                connections.getOrDefault(model.id(), List.of()),
                                credentials.getOrDefault(model.id(), List.of()),
                                secrets,
                                revision.definition()
                                        .profileName()
                                        .map(Definition::nameKey)
                                        .map(profiles::get))
                        .definition(vault.get()));
            }
        }
        return definitions;
    }

    /** For looking at only: EclipseLink keeps no second copy of each then, to find changes by. */
    private <T> Stream<T> read(String query, Class<T> type) {
        return entities.createQuery(query, type).setHint("eclipselink.read-only", true).getResultList().stream();
    }

    private static Map<String, StoredSecret> byId(List<StoredSecret> secrets) {
        return secrets.stream().collect(Collectors.toMap(StoredSecret::id, Function.identity()));
    }
}
