package org.externalmodels.connector.cci;

import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import jakarta.resource.cci.RecordFactory;

/** Makes empty records; the name is the caller's own and means nothing here. */
public final class InferenceRecordFactory implements RecordFactory {

    @Override
    public <K, V> MappedRecord<K, V> createMappedRecord(String recordName) {
        return new ValuesByName<>(recordName);
    }

    @Override
    public <E> IndexedRecord<E> createIndexedRecord(String recordName) {
        return new ValuesInOrder<>(recordName);
    }
}
