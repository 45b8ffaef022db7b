package org.externalmodels.connector;

import jakarta.resource.ResourceException;
import jakarta.resource.cci.Connection;
import jakarta.resource.cci.ConnectionFactory;
import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import java.util.Map;
import java.util.function.BiFunction;

/** An application of nothing but the specification's interfaces and string keys, for a class loader that has none of our classes. */
public final class StringKeysCaller implements BiFunction<Object, Map<String, Object>, String> {

    /** Calls through a factory; the text of the answer, chunks joined, or the code of the failure. */
    @Override
    public String apply(Object factory, Map<String, Object> request) {
        ConnectionFactory models = (ConnectionFactory) factory;
        try {
            Connection connection = models.getConnection();
            try {
                MappedRecord<String, Object> input = models.getRecordFactory().createMappedRecord("request");
                input.putAll(request);
                return text(connection.createInteraction().execute(null, input));
            } finally {
                connection.close();
            }
        } catch (ResourceException e) {
            return e.getErrorCode();
        }
    }

    private static String text(Object answer) {
        if (!(answer instanceof IndexedRecord<?> chunks)) {
            return (String) ((MappedRecord<?, ?>) answer).get("text");
        }
        StringBuilder text = new StringBuilder();
        for (Object chunk : chunks) {
            MappedRecord<?, ?> piece = (MappedRecord<?, ?>) chunk;
            if (piece.containsKey("text")) {
                text.append(piece.get("text"));
            }
        }
        return text.toString();
    }
}
