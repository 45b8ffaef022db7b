package org.externalmodels.admin.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.function.Function;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.json.Json;
import org.externalmodels.registry.json.JsonRecords;

/** Lists as they are shown. */
final class ListAnswer {

    private ListAnswer() {}

    static <T> JsonObject of(Slice<T> slice, Function<T, JsonObject> item) {
        JsonArrayBuilder items = Json.createArrayBuilder();
        slice.items().forEach(line -> items.add(item.apply(line)));
        return Json.createObjectBuilder()
                .add("items", items)
                .add("next", JsonRecords.json(slice.next()))
                .build();
    }
}
