package org.externalmodels.admin.api;

/** Which texts can be worked with. */
final class Texts {

    private Texts() {}

    /** Whether a database takes it: it has no NUL and no half of a surrogate pair. */
    static boolean storable(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }
}
