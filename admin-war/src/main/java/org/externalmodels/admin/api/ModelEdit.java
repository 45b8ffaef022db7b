package org.externalmodels.admin.api;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.externalmodels.registry.catalog.ModelCatalog;
import org.externalmodels.registry.catalog.ModelDetail;
import org.externalmodels.registry.lifecycle.ModelLifecycle;

/** The edit of a model, which has two addresses: the model's and its draft's. */
@Dependent
public class ModelEdit {

    @Inject
    private ModelCatalog catalog;

    @Inject
    private ModelLifecycle lifecycle;

    Response patch(String id, String ifMatch, String text) {
        JsonObject patch = JsonBody.object(text);
        ModelDetail seen = catalog.find(id);
        Long version = EntityTags.required(
                ifMatch, "The model " + seen.summary().name(), seen.summary().version());
        ModelPatch edited = ModelPatch.of(seen, patch);
        lifecycle.edit(
                id,
                version,
                edited.body().definition(),
                edited.body().givenConnections(),
                edited.body().active());
        return shown(id);
    }

    Response shown(String id) {
        ModelDetail model = catalog.find(id);
        return Response.ok(ModelJson.of(model))
                .header(HttpHeaders.ETAG, EntityTags.of(model.summary().version()))
                .build();
    }
}
