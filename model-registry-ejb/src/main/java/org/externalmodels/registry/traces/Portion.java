package org.externalmodels.registry.traces;

/** How many records are carried at once: one where there was not memory enough for more, and more again step by step. For one thread. */
final class Portion {

    /** The more at once, the fewer times the same sums are written. */
    private static final int MOST = 10_000;

    /** Memory that others take is free again soon. */
    private static final int MOST_TRIES = 5;

    private int size = MOST;
    private int tries;

    int size() {
        return size;
    }

    /** As many as that were carried. */
    void fits() {
        size = Math.min(MOST, 2 * size);
        tries = 0;
    }

    /** There was not memory enough. */
    void shrink() {
        size = 1;
    }

    /** There was not memory enough for one; says whether that was so often that there never will be. */
    boolean isTooMuchAlone() {
        shrink();
        tries++;
        return tries >= MOST_TRIES;
    }
}
