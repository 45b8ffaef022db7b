package org.externalmodels.admin.console.traces;

import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.externalmodels.registry.json.Json;

/** Lays out what was said, if it is JSON. */
final class SaidJson {

    private SaidJson() {}

    /** With a line for each member; any other text as it is. */
    static String laidOut(String text) {
        if (text == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return Json.indented(reader.read());
        } catch (JsonException noJson) {
            return text;
        }
    }
}
