package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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
import org.externalmodels.registry.audit.GivenSecret;
import org.externalmodels.registry.audit.RefusedSecrets;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.exchange.ImportResult.Changed;
import org.externalmodels.registry.exchange.ImportResult.Item;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.publication.Announcement;

/**
 * Makes the registry as a document has it, in the transaction at hand. What the document does not name stays as it is. Whoever
 * calls this rolls back if there are problems.
 */
@Dependent
public class Importing {

    private final ExchangedKinds kinds;
    private final AuditLog audit;
    private final RefusedSecrets refusals;
    private final Announcement announcement;

    @Inject
    public Importing(ExchangedKinds kinds, AuditLog audit, RefusedSecrets refusals, Announcement announcement) {
        this.kinds = kinds;
        this.audit = audit;
        this.refusals = refusals;
        this.announcement = announcement;
    }

    ImportResult run(Actor actor, String text, boolean dryRun) {
        // What is there is looked for in turn with all other changes: of two servers that start with one document the
        // second
        // finds what the first has added.
        announcement.begin();
        List<Item> added = new ArrayList<>();
        List<Changed> changed = new ArrayList<>();
        List<Item> unchanged = new ArrayList<>();
        List<DefinitionProblem> problems = new ArrayList<>();
        List<GivenSecret> taken = new ArrayList<>();
        List<RefusedSecrets.Refusal> refused = new ArrayList<>();
        try {
            for (Entry<?> entry : read(text, problems)) {
                List<GivenSecret> secrets = new ArrayList<>();
                try {
                    secrets.addAll(entry.secrets());
                    Optional<List<String>> fields = entry.apply(actor);
                    taken.addAll(secrets);
                    if (fields.isEmpty()) {
                        added.add(entry.item());
                    } else if (fields.get().isEmpty()) {
                        unchanged.add(entry.item());
                    } else {
                        changed.add(
                                new Changed(entry.item().kind(), entry.item().name(), fields.get()));
                    }
                } catch (RegistryException why) {
                    problems.addAll(under(entry.at(), why));
                    secrets.forEach(secret -> refused.add(new RefusedSecrets.Refusal(secret, why)));
                }
            }
        } catch (RegistryException unreadable) {
            problems.addAll(under("", unreadable));
        }
        ImportResult result = new ImportResult(dryRun, false, added, changed, unchanged, problems);
        if (!problems.isEmpty()) {
            RegistryException all = RegistryException.invalid(problems);
            taken.forEach(secret -> refused.add(new RefusedSecrets.Refusal(secret, all)));
            // A dry run gives nothing to anything.
            if (!dryRun) {
                refusals.note(actor, refused);
            }
        } else if (!(added.isEmpty() && changed.isEmpty())) {
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

    /** All of the document that can be read, in the order in which it is applied. */
    private List<Entry<?>> read(String text, List<DefinitionProblem> problems) {
        JsonObject document = YamlDocument.read(text);
        if (!Json.createValue(ExportedDocument.FORMAT).equals(document.get("format"))) {
            throw RegistryException.invalid("format", "must be " + ExportedDocument.FORMAT);
        }
        Set<String> unknown = new HashSet<>(document.keySet());
        unknown.remove("format");
        List<Entry<?>> entries = new ArrayList<>();
        for (ExchangedKind<?> kind : kinds.inOrder()) {
            unknown.remove(kind.list());
            entries.addAll(read(kind, document, problems));
        }
        unknown.forEach(name -> problems.add(DefinitionProblem.of(name, "is not a field that is known here")));
        return entries;
    }

    private static <T> List<Entry<T>> read(
            ExchangedKind<T> kind, JsonObject document, List<DefinitionProblem> problems) {
        if (!(document.getOrDefault(kind.list(), JsonValue.EMPTY_JSON_ARRAY) instanceof JsonArray list)) {
            throw RegistryException.invalid(kind.list(), "must be a list");
        }
        List<Entry<T>> entries = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String at = kind.list() + "[" + i + "]";
            try {
                if (!(list.get(i) instanceof JsonObject json)) {
                    throw RegistryException.invalid(at, "must be a mapping");
                }
                Entry<T> entry = new Entry<>(at, kind, kind.read(at, json));
                if (!names.add(Definition.nameKey(entry.item().name()))) {
                    throw RegistryException.invalid(
                            at, "is there twice: " + entry.item().name());
                }
                entries.add(entry);
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

    private record Entry<T>(String at, ExchangedKind<T> kind, T value) {

        Item item() {
            return new Item(kind.word(), kind.name(value));
        }

        List<GivenSecret> secrets() {
            return kind.secrets(value);
        }

        Optional<List<String>> apply(Actor actor) {
            return kind.apply(actor, value);
        }
    }
}
