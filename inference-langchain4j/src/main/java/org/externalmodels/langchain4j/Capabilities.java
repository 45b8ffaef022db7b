package org.externalmodels.langchain4j;

import dev.langchain4j.model.chat.Capability;
import java.util.Set;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.ModelConnection;

/** What LangChain4j asks of a model beforehand. */
final class Capabilities {

    private Capabilities() {}

    /** None for a model that cannot be asked now: the call will say why. */
    static Set<Capability> of(ConnectionSource source) {
        try (ModelConnection connection = source.open()) {
            return connection.metaData().features().contains(Feature.STRUCTURED_RESPONSE)
                    ? Set.of(Capability.RESPONSE_FORMAT_JSON_SCHEMA)
                    : Set.of();
        } catch (InferenceException e) {
            return Set.of();
        }
    }
}
