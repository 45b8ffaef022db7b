package org.externalmodels.admin.console.playground;

import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.catalog.ModelFilter;
import org.externalmodels.registry.catalog.ModelSummary;
import org.externalmodels.registry.definition.Definition;
import org.externalmodels.registry.definition.Variable;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** The models that a column can choose from, and what one of them takes. */
@WebServlet("/playground/data/models")
public class PlaygroundModels extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final int MOST = 50;

    @Inject
    private transient ModelCatalog catalog;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String name = request.getParameter("name");
        JsonValue answer = name == null
                ? list(request.getParameter("search"))
                : named(name).map(PlaygroundModels::detail).orElse(JsonValue.EMPTY_JSON_OBJECT);
        PlaygroundFilter.send(response, answer.toString());
    }

    private Optional<ModelDetail> named(String name) {
        return catalog.ids(Set.of(name)).values().stream().findFirst().map(catalog::find);
    }

    /** A name that is part of many others comes before them, however many there are. */
    private JsonValue list(String search) {
        ModelFilter filter =
                new ModelFilter(Optional.ofNullable(search), Optional.empty(), Optional.empty(), Optional.empty());
        Map<String, ModelSummary> found = new LinkedHashMap<>();
        Optional.ofNullable(search)
                .flatMap(this::named)
                .map(ModelDetail::summary)
                .ifPresent(model -> {
                    found.put(model.id(), model);
                });
        catalog.slice(filter, MOST, Optional.empty()).items().forEach(model -> found.putIfAbsent(model.id(), model));
        JsonArrayBuilder items = Json.createArrayBuilder();
        for (ModelSummary model : found.values()) {
            items.add(Json.createObjectBuilder()
                    .add("name", model.name())
                    .add("source", model.source())
                    .add("active", model.status().name().equals("ACTIVE") && model.inferencing()));
        }
        return Json.createObjectBuilder().add("items", items).build();
    }

    private static JsonValue detail(ModelDetail model) {
        Definition definition = model.definition();
        JsonArrayBuilder connections = Json.createArrayBuilder();
        model.connections().stream().map(ConnectionDetail::name).forEach(connections::add);
        JsonArrayBuilder features = Json.createArrayBuilder();
        definition.features().forEach(feature -> features.add(feature.wireName()));
        JsonArrayBuilder modalities = Json.createArrayBuilder();
        definition.modalities().forEach(modality -> modalities.add(modality.wireName()));
        JsonArrayBuilder variables = Json.createArrayBuilder();
        if (definition.structure().isTemplate()) {
            definition.variables().forEach(variable -> variables.add(variable(variable)));
        }
        return Json.createObjectBuilder()
                .add("id", model.summary().id())
                .add("name", model.summary().name())
                .add("connections", connections)
                .add("features", features)
                .add("modalities", modalities)
                .add("template", definition.structure().isTemplate())
                .add("variables", variables)
                .build();
    }

    private static JsonObjectBuilder variable(Variable variable) {
        return Json.createObjectBuilder()
                .add("name", variable.name())
                .add("type", variable.type().wireName())
                .add("required", variable.required() && variable.defaultValue() == null)
                .add("label", JsonRecords.json(variable.displayName()));
    }
}
