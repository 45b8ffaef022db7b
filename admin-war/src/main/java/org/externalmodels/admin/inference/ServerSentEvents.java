package org.externalmodels.admin.inference;

import jakarta.json.JsonObject;

/** Server-sent events. JSON has no line breaks of its own, so each event's data is one line. */
final class ServerSentEvents {

    private ServerSentEvents() {}

    static String data(JsonObject json) {
        return "data: " + json + "\n\n";
    }

    static String named(String name, JsonObject json) {
        return "event: " + name + "\ndata: " + json + "\n\n";
    }
}
