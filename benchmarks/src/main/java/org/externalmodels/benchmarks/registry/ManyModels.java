package org.externalmodels.benchmarks.registry;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import java.io.StringReader;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.externalmodels.inference.spi.Secret;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.model.Connection;
import org.externalmodels.registry.model.Credential;
import org.externalmodels.registry.model.Keys;
import org.externalmodels.registry.model.Model;
import org.externalmodels.registry.model.Revision;
import org.externalmodels.registry.model.StoredSecret;
import org.externalmodels.registry.secrets.SecretVault;

/** Fills a registry with active models, each with connections that have keys. */
final class ManyModels {

    private static final int BATCH = 250;
    private static final String[] PURPOSES = {"claims", "summaries", "letters", "search", "translation"};

    private final RegistryDatabase database;
    private final SecretVault vault;

    ManyModels(RegistryDatabase database, SecretVault vault) {
        this.database = database;
        this.vault = vault;
    }

    void add(int models, int connectionsEach) {
        for (int first = 0; first < models; first += BATCH) {
            int from = first;
            int to = Math.min(from + BATCH, models);
            database.inTransaction(entities -> {
                addAll(entities, from, to, connectionsEach);
                return null;
            });
        }
    }

    static String name(int number) {
        return PURPOSES[number % PURPOSES.length] + " model " + number;
    }

    /** Kind by kind: the rows refer to each other by plain ids. */
    private void addAll(EntityManager entities, int from, int to, int connectionsEach) {
        List<Object> revisions = new ArrayList<>();
        List<Object> secrets = new ArrayList<>();
        List<Object> credentials = new ArrayList<>();
        for (int number = from; number < to; number++) {
            Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(number);
            Definition definition = definition(number);
            Model model = new Model(definition, "ada", at);
            model.confirm(definition, "ada", at);
            entities.persist(model);
            Revision revision = new Revision(model.id(), 1, definition, "ada", at);
            revision.confirm("ada", at);
            revisions.add(revision);
            for (int place = 0; place < connectionsEach; place++) {
                Connection connection = new Connection(model, place, "team " + place, null, "ada", at);
                Secret key = Secret.of("sk-" + number + "-" + place);
                String origin = Keys.origin(definition, connection.baseUrl());
                StoredSecret secret =
                        new StoredSecret(model.id(), "connection/" + connection.id() + "/" + origin, key, vault);
                revisions.add(connection);
                secrets.add(secret);
                credentials.add(new Credential(connection, origin, secret.id(), vault.fingerprint(model.id(), key)));
            }
        }
        for (List<Object> kind : List.of(revisions, secrets, credentials)) {
            entities.flush();
            kind.forEach(entities::persist);
        }
    }

    private static Definition definition(int number) {
        try (JsonReader reader =
                Json.createReader(new StringReader("""
                {"name": "%s", "endpoint": "https://provider-%d.example/v1/chat/completions",
                 "structure": "openai-chat", "providerModel": "gpt-%d", "features": ["streaming"],
                 "headers": [{"name": "X-Team", "value": "%d", "secret": false}]}""".formatted(name(number), number % 20, number % 7, number)))) {
            return JsonRecords.read(reader.readObject(), Definition.class);
        }
    }
}
