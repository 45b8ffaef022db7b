package org.externalmodels.admin.console.models;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.externalmodels.registry.catalog.ConnectionDetail;
import org.externalmodels.registry.lifecycle.GivenConnection;

/** The connections of a model, for typing their keys again. */
public final class KeyLines implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<KeyLine> all = new ArrayList<>();

    KeyLines(List<ConnectionDetail> connections) {
        connections.forEach(connection -> all.add(new KeyLine(connection.name())));
    }

    /** Those whose keys were typed. */
    List<GivenConnection> given() {
        return all.stream()
                .flatMap(line -> line.given().stream())
                .filter(line -> line.apiKey().isPresent())
                .toList();
    }

    /** The labels of the fields of those whose keys were typed. */
    Map<String, String> labels() {
        Map<String, String> labels = new HashMap<>();
        for (GivenConnection typed : given()) {
            labels.put("connections[" + labels.size() + "].apiKey", "API key of " + typed.name());
        }
        return labels;
    }

    public List<KeyLine> getAll() {
        return all;
    }
}
