package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.spi.DefinitionProblem;
import org.externalmodels.registry.RegistryException;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.AuditLog;
import org.externalmodels.registry.audit.AuditTarget;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.exchange.ImportResult.Changed;
import org.externalmodels.registry.json.JsonRecords;

/**
 * Makes the registry as a document has it, in the transaction at hand. What the document does not name stays as it is. Whoever
 * calls this rolls back if there are problems.
 */
@Dependent
public class Importing {

    private final ModelImport models;
    private final AuditLog audit;

    @Inject
    public Importing(ModelImport models, AuditLog audit) {
        this.models = models;
        this.audit = audit;
    }

    ImportResult run(Actor actor, String text, boolean dryRun) {
        List<String> added = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        List<String> unchanged = new ArrayList<>();
        List<DefinitionProblem> problems = new ArrayList<>();
        try {
            for (Entry entry : read(text, problems)) {
                try {
                    String name = entry.model().definition().name();
                    Optional<List<String>> fields = models.apply(actor, entry.model());
                    if (fields.isEmpty()) {
                        added.add(name);
                    } else if (fields.get().isEmpty()) {
                        unchanged.add(name);
                    } else {
                        changed.add(new Changed(name, fields.get()));
                    }
                } catch (RegistryException refused) {
                    problems.addAll(under(entry.at(), refused));
                }
            }
        } catch (RegistryException unreadable) {
            problems.addAll(under("", unreadable));
        }
        ImportResult result = new ImportResult(dryRun, false, added, changed, unchanged, problems);
        if (problems.isEmpty() && !(added.isEmpty() && changed.isEmpty())) {
            audit.record(
                    actor,
                    "registry.imported",
                    new AuditTarget("registry", "registry", "registry"),
                    null,
                    Json.createObjectBuilder()
                            .add("added", JsonRecords.json(added))
                            .add("changed", JsonRecords.json(changed))
                            .build());
        }
        return result;
    }

    private record Entry(String at, ExchangedModel model) {}

    private static List<Entry> read(String text, List<DefinitionProblem> problems) {
        JsonObject document = YamlDocument.read(text);
        for (String name : document.keySet()) {
            if (!Set.of("format", "models").contains(name)) {
                problems.add(DefinitionProblem.of(name, "is not a field that is known here"));
            }
        }
        if (!Json.createValue(ExportedDocument.FORMAT).equals(document.get("format"))) {
            throw RegistryException.invalid("format", "is " + ExportedDocument.FORMAT);
        }
        if (!(document.getOrDefault("models", JsonValue.EMPTY_JSON_ARRAY) instanceof JsonArray list)) {
            throw RegistryException.invalid("models", "is a list");
        }
        List<Entry> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String at = "models[" + i + "]";
            try {
                if (!(list.get(i) instanceof JsonObject json)) {
                    throw RegistryException.invalid(at, "is a mapping");
                }
                ExchangedModel model = ExchangedModel.read(at, json);
                if (!names.add(Definition.nameKey(model.definition().name()))) {
                    throw RegistryException.invalid(at + ".name", "is there twice");
                }
                entries.add(new Entry(at, model));
            } catch (RegistryException refused) {
                problems.addAll(refused.problems());
            }
        }
        return entries;
    }

    private static List<DefinitionProblem> under(String at, RegistryException refused) {
        if (refused.problems().isEmpty()) {
            return List.of(DefinitionProblem.of(at, refused.getMessage()));
        }
        return at.isEmpty() ? refused.problems() : refused.under(at).problems();
    }
}
