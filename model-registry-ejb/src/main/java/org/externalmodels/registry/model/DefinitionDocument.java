package org.externalmodels.registry.model;

import jakarta.json.JsonReader;
import java.io.StringReader;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** Definitions as the database keeps them. */
final class DefinitionDocument {

    private DefinitionDocument() {}

    static String write(Definition definition) {
        return JsonRecords.write(definition).toString();
    }

    /** Reads what this or a newer version wrote: during an upgrade both run on one database. */
    static Definition read(String document) {
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            return JsonRecords.readKnown(reader.readObject(), Definition.class);
        }
    }
}
