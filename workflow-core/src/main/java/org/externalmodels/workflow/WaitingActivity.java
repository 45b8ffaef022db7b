package org.externalmodels.workflow;

import java.util.Objects;
import java.util.Optional;

/**
 * An activity that waits for the result of a submission, as the correlation id of that tells it.
 *
 * @param plugin the kind of engine
 * @param engine the engine's name
 * @param instance the id of the process instance
 * @param place what tells the activity from all others of that instance, and from itself when it is passed again
 */
public record WaitingActivity(String plugin, String engine, String instance, String place) {

    public WaitingActivity {
        Objects.requireNonNull(plugin, "plugin");
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(place, "place");
    }

    /** Begins with the kind and name of the engine, so that listeners can ask for the results of one: {@code operaton/default/}. */
    public String correlationId() {
        return String.join("/", encode(plugin), encode(engine), encode(instance), encode(place));
    }

    /** The activity that a correlation id tells; empty if it is of something else. */
    public static Optional<WaitingActivity> of(String correlationId) {
        String[] parts = correlationId.split("/", -1);
        return parts.length == 4
                ? Optional.of(
                        new WaitingActivity(decode(parts[0]), decode(parts[1]), decode(parts[2]), decode(parts[3])))
                : Optional.empty();
    }

    private static String encode(String part) {
        return part.replace("%", "%25").replace("/", "%2F");
    }

    private static String decode(String part) {
        return part.replace("%2F", "/").replace("%25", "%");
    }
}
