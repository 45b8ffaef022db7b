package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.externalmodels.inference.spi.UsageJournal.Entry;
import org.externalmodels.inference.spi.UsageRecord;
import org.junit.jupiter.api.Test;

/** Records of releases before and after this one are read. */
class JournalOfOtherReleasesTest extends JournalDirectory {

    @Test
    void readsTheBacklogOfAReleaseThatKnewFewerFields() throws IOException {
        UsageRecord known = Records.complete("t1");
        Set<String> newer = Set.of("images", "audioMillis", "waitedNanos", "key");
        List<Schema.Field> older = UsageRecordFormat.SCHEMA.getFields().stream()
                .filter(field -> !newer.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        Schema schema = Schema.createRecord("UsageRecord", null, UsageRecordFormat.SCHEMA.getNamespace(), false, older);
        Path file;
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(known);
            file = onlySegment();
        }
        GenericRecord data;
        try (var reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>(null, schema))) {
            data = reader.next();
        }
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(schema))) {
            writer.create(schema, file.toFile());
            writer.append(data);
        }

        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            UsageRecord read = journal.read(0, 1).get(0).record();
            assertThat(read.usage()).isEqualTo(known.usage());
            assertThat(read.output()).isEqualTo(known.output());
            assertThat(read.media()).isEqualTo(UsageRecord.MediaUsage.UNKNOWN);
            assertThat(read.waited()).isEmpty();
        }
    }

    @Test
    void keepsARecordInWordsOfALaterRelease() throws IOException {
        Path file;
        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            journal.append(Records.complete("t1"));
            journal.append(Records.failed("t2"));
            file = onlySegment();
        }
        List<GenericRecord> data = new ArrayList<>();
        try (var reader = new DataFileReader<>(file.toFile(), new GenericDatumReader<GenericRecord>())) {
            reader.forEach(data::add);
        }
        data.forEach(record -> {
            record.put("source", "TELEPATHY");
            record.put("usageSource", "ORACLE");
            record.put("finishReason", "ENLIGHTENMENT");
        });
        data.get(1).put("status", "POSTPONED");
        data.get(1).put("code", "NOT_YET");
        try (var writer = new DataFileWriter<>(new GenericDatumWriter<GenericRecord>(UsageRecordFormat.SCHEMA))) {
            writer.create(UsageRecordFormat.SCHEMA, file.toFile());
            for (GenericRecord record : data) {
                writer.append(record);
                writer.sync();
            }
        }

        try (SegmentedJournal journal = SegmentedJournal.open(directory, SYNC)) {
            List<Entry> read = journal.read(0, 10);

            assertThat(read).extracting(entry -> entry.record().traceId()).containsExactly("t1", "t2");
            assertThat(read.get(0).record().usage().outputTokens()).hasValue(34);
            UsageRecord.Outcome outcome = read.get(1).record().outcome();
            assertThat(outcome.status()).isEqualTo(UsageRecord.Status.FAILED);
            assertThat(outcome.message()).hasValue("NOT_YET: no answer 🙂");
        }
    }
}
