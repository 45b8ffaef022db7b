package org.externalmodels.registry.exchange;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.externalmodels.registry.access.Actor;

/** Models with their connections. */
@Dependent
public class ModelExchange implements ExchangedKind<ExchangedModel> {

    private final ModelExport export;
    private final ModelImport taking;

    @Inject
    public ModelExchange(ModelExport export, ModelImport taking) {
        this.export = export;
        this.taking = taking;
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
    public Optional<List<String>> apply(Actor actor, ExchangedModel model) {
        return taking.apply(actor, model);
    }
}
