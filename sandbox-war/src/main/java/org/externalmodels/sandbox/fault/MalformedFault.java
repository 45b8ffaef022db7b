package org.externalmodels.sandbox.fault;

/** The fault header asks for something that does not exist, or for two things that exclude each other. */
public final class MalformedFault extends Exception {
    private static final int SHOWN = 60;

    MalformedFault(String message) {
        super("X-Sandbox-Fault: " + message);
    }

    static String shown(String text) {
        return "'" + (text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text) + "'";
    }
}
