package org.externalmodels.connector.cci;

import jakarta.resource.cci.IndexedRecord;
import java.util.ArrayList;

/** A record of values in order. Equal to every list with the same elements, as lists are. */
final class ValuesInOrder<E> extends ArrayList<E> implements IndexedRecord<E> {

    private static final long serialVersionUID = 1L;

    private String recordName;
    private String description;

    ValuesInOrder(String recordName) {
        this.recordName = recordName;
    }

    @Override
    public String getRecordName() {
        return recordName;
    }

    @Override
    public void setRecordName(String name) {
        recordName = name;
    }

    @Override
    public String getRecordShortDescription() {
        return description;
    }

    @Override
    public void setRecordShortDescription(String value) {
        description = value;
    }

    /** Says how much there is, never what it is: a log is no place for a prompt. */
    @Override
    public String toString() {
        return recordName + "[" + size() + " values]";
    }
}
