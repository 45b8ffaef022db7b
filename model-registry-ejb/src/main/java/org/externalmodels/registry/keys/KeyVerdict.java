package org.externalmodels.registry.keys;

/** What a presented key is worth. */
public sealed interface KeyVerdict {

    /**
     * It is real and opens something.
     *
     * @param id under which it is kept
     * @param name of the application that has it
     * @param scope what it opens
     */
    record Accepted(String id, String name, KeyScope scope) implements KeyVerdict {}

    /**
     * It is real, or was, and opens nothing.
     *
     * @param why for who has it
     */
    record Refused(String why) implements KeyVerdict {}

    /** There is no such key. */
    record Unknown() implements KeyVerdict {}

    /** Nobody can tell now: this server has not read the keys since it was started, or cannot see which were made since. */
    record NotLoaded() implements KeyVerdict {}
}
