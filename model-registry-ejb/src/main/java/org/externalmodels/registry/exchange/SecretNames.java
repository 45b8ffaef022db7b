package org.externalmodels.registry.exchange;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.externalmodels.registry.json.Json;

/** Names under which an import looks for secrets in the configuration, each once in a document. */
final class SecretNames {

    static final String PREFIX = "EXTERNAL_MODELS_SECRET_";

    private static final int LONGEST_STEM = 150;

    private final boolean references;
    private final Set<String> used = new HashSet<>();

    /**
     * Begins a document.
     *
     * @param references whether secrets get names at all
     */
    SecretNames(boolean references) {
        this.references = references;
    }

    /** Whether secrets get names at all. */
    boolean areGiven() {
        return references;
    }

    /** A reference to a secret, or only the sign that there is one. */
    JsonObject reference(String of) {
        if (!references) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        String stem = PREFIX + of.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        stem = stem.length() > LONGEST_STEM ? stem.substring(0, LONGEST_STEM) : stem;
        String name = stem;
        for (int number = 2; !used.add(name); number++) {
            name = stem + "_" + number;
        }
        return Json.createObjectBuilder().add("config", name).build();
    }
}
