package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.access.Actor;
import org.externalmodels.registry.audit.GivenSecret;

/** Models with their connections. */
@Dependent
public class ModelExchange implements ExchangedKind<ExchangedModel> {

    private final ModelExport export;
    private final ModelImport taking;
    private final ImportedKeys keys;

    @Inject
    public ModelExchange(ModelExport export, ModelImport taking, ImportedKeys keys) {
        this.export = export;
        this.taking = taking;
        this.keys = keys;
    }

    @Override
    public String list() {
        return "models";
    }

    @Override
    public String word() {
        return "model";
    }

    @Override
    public JsonArray write(SecretNames secrets) {
        return export.write(secrets);
    }

    @Override
    public ExchangedModel read(String at, JsonObject json) {
        return ExchangedModel.read(at, json);
    }

    @Override
    public String name(ExchangedModel model) {
        return model.definition().name();
    }

    @Override
    public List<GivenSecret> secrets(ExchangedModel model) {
        return keys.of(model);
    }

    @Override
    public Optional<List<String>> apply(Actor actor, ExchangedModel model) {
        return taking.apply(actor, model);
    }
}
