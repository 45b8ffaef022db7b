package org.externalmodels.samples.triage;

import java.util.Arrays;
import java.util.Locale;

/** Where a claim can be, in people's words. */
enum Step {
    RECEIVED("Received"),
    EXTRACT("Being read by the model"),
    DECIDE("Waiting for a decision"),
    ANSWER("Being answered by the model"),
    ANSWERED("Answered");

    private final String words;

    Step(String words) {
        this.words = words;
    }

    static boolean isShown(String activity) {
        return Arrays.stream(values()).anyMatch(step -> step.name().equalsIgnoreCase(activity));
    }

    static String words(String activity) {
        return valueOf(activity.toUpperCase(Locale.ROOT)).words;
    }
}
