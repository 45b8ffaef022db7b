package org.externalmodels.connector.cci;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.cci.IndexedRecord;
import jakarta.resource.cci.MappedRecord;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RecordsTest {

    private final InferenceRecordFactory records = new InferenceRecordFactory();

    @Test
    void keepTheNameAndDescriptionOfTheirCaller() {
        MappedRecord<String, Object> mapped = records.createMappedRecord("claim");
        mapped.setRecordShortDescription("a claim");
        assertThat(mapped.getRecordName()).isEqualTo("claim");
        assertThat(mapped.getRecordShortDescription()).isEqualTo("a claim");
        IndexedRecord<Object> indexed = records.createIndexedRecord("claims");
        indexed.setRecordName("others");
        assertThat(indexed.getRecordName()).isEqualTo("others");
    }

    @Test
    void areEqualAsMapsAndListsAre() {
        MappedRecord<String, Object> mapped = records.createMappedRecord("a");
        mapped.put("prompt", "hello");
        assertThat(mapped).isEqualTo(Map.of("prompt", "hello"));
        IndexedRecord<Object> indexed = records.createIndexedRecord("b");
        indexed.add("hello");
        assertThat(indexed).isEqualTo(List.of("hello"));
    }

    @Test
    void areClonedWithTheirContent() throws Exception {
        MappedRecord<String, Object> mapped = records.createMappedRecord("a");
        mapped.put("prompt", "hello");
        MappedRecord<?, ?> copy = (MappedRecord<?, ?>) mapped.clone();
        mapped.put("prompt", "changed");
        assertThat(copy.get("prompt")).isEqualTo("hello");
        assertThat(copy.getRecordName()).isEqualTo("a");
    }

    @Test
    void showNoContentInALog() {
        MappedRecord<String, Object> mapped = records.createMappedRecord("a");
        mapped.put("prompt", "confidential");
        IndexedRecord<Object> indexed = records.createIndexedRecord("b");
        indexed.add("confidential");
        assertThat(mapped + " " + indexed).doesNotContain("confidential").contains("prompt");
    }
}
