package org.externalmodels.connector.json;

/** Hears how large a tree becomes that is read, and may end that by throwing. */
@FunctionalInterface
public interface TreeGrowth {

    /** Nobody listens. */
    TreeGrowth UNHEARD = values -> {};

    /** So many values there are; told from time to time. */
    void to(int values);
}
