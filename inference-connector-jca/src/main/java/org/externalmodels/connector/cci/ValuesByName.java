package org.externalmodels.connector.cci;

import jakarta.resource.cci.MappedRecord;
import java.util.LinkedHashMap;

/** A record of named values. Equal to every map with the same entries, as maps are. */
final class ValuesByName<K, V> extends LinkedHashMap<K, V> implements MappedRecord<K, V> {

    private static final long serialVersionUID = 1L;

    private String recordName;
    private String description;

    ValuesByName(String recordName) {
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

    /** Says which values there are, never what they are: a log is no place for a prompt. */
    @Override
    public String toString() {
        return recordName + keySet();
    }
}
