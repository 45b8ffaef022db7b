package org.externalmodels.connector.transport;

/**
 * One event of a streamed answer, whatever framed it.
 *
 * @param type the event's type, empty if the framing gives none
 * @param data its content, as text
 * @param exception whether the framing itself marks it as an error
 */
public record StreamEvent(String type, String data, boolean exception) {

    /** An event of no named type. */
    public static StreamEvent of(String data) {
        return new StreamEvent("", data, false);
    }
}
