package org.externalmodels.admin.console.traces;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonStructure;
import jakarta.json.JsonWriter;
import jakarta.json.stream.JsonGenerator;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Map;

/** Lays out what was said, if it is JSON. */
final class SaidJson {

    private SaidJson() {}

    /** With a line for each member; any other text as it is. */
    static String laidOut(String text) {
        if (text == null) {
            return null;
        }
        StringWriter out = new StringWriter();
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonStructure said = reader.read();
            try (JsonWriter writer = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                    .createWriter(out)) {
                writer.write(said);
            }
        } catch (JsonException noJson) {
            return text;
        }
        return out.toString().strip();
    }
}
