package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObjectBuilder;
import org.externalmodels.registry.json.Json;

/** Writes all that the registry has. No secret is opened for it. */
@Dependent
public class ExportedDocument {

    static final String FORMAT = "external-models/1";

    private final ExchangedKinds kinds;

    @Inject
    public ExportedDocument(ExchangedKinds kinds) {
        this.kinds = kinds;
    }

    /**
     * Writes the document.
     *
     * @param references whether each secret gets a name under which an import looks for it in the configuration
     */
    String write(boolean references) {
        SecretNames secrets = new SecretNames(references);
        JsonObjectBuilder document = Json.createObjectBuilder().add("format", FORMAT);
        for (ExchangedKind<?> kind : kinds.inOrder()) {
            JsonArray all = kind.write(secrets);
            if (!all.isEmpty()) {
                document.add(kind.list(), all);
            }
        }
        return YamlDocument.write(document.build());
    }
}
