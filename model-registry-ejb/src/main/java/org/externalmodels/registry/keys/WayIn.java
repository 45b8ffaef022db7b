package org.externalmodels.registry.keys;

import java.util.Arrays;
import java.util.Optional;

/** How an application may call models: what it may ask for over HTTP, and by signing on to a connection factory. */
public enum WayIn {
    CHAT_COMPLETIONS("chat-completions"),
    RESPONSES("responses"),
    MESSAGES("messages"),
    EMBEDDINGS("embeddings"),
    IMAGES("images"),
    TRANSCRIPTIONS("transcriptions"),
    CONNECTION_FACTORIES("connection-factories");

    private final String wireName;

    WayIn(String wireName) {
        this.wireName = wireName;
    }

    /** The name used in the management API and in the database. */
    public String wireName() {
        return wireName;
    }

    static Optional<WayIn> ofWireName(String wireName) {
        return Arrays.stream(values())
                .filter(way -> way.wireName.equals(wireName))
                .findFirst();
    }
}
