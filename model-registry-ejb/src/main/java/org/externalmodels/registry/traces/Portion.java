package org.externalmodels.registry.traces;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.externalmodels.registry.analytics.UsageFact;

/**
 * How many records are carried at once. Each sum that they are part of is read and written once for all of them, so the more
 * sums there are, the more records; but what a transaction has changed is in memory until its end, in this server's if the
 * database is H2. One where there was not memory enough for more, and more again step by step. For one thread.
 */
final class Portion {

    private static final int MOST = 10_000;
    private static final int USUAL = 1_000;

    /** For each sum, so that it is little beside the records themselves. */
    private static final int RECORDS_OF_A_SUM = 10;

    /** Memory that others take is free again soon. */
    private static final int MOST_TRIES = 5;

    private int size = USUAL;
    private int tries;

    int size() {
        return size;
    }

    /** These were carried. */
    void fits(List<UsageFact> carried) {
        int wanted = Math.max(USUAL, Math.min(MOST, RECORDS_OF_A_SUM * sums(carried)));
        size = Math.min(wanted, 2 * size);
        tries = 0;
    }

    /** Of how many sums they are part, about: by what most often tells sums apart. */
    private static int sums(List<UsageFact> facts) {
        Set<List<String>> keys = new HashSet<>();
        facts.forEach(fact -> keys.add(
                Arrays.asList(fact.model(), fact.connection(), fact.application(), fact.caller(), fact.code())));
        return keys.size();
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
