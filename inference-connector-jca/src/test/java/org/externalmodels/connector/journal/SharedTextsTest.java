package org.externalmodels.connector.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.junit.jupiter.api.Test;

class SharedTextsTest {

    private static final Schema TEXT =
            SchemaBuilder.record("Text").fields().requiredString("text").endRecord();

    private final SharedTexts reader = new SharedTexts(TEXT);

    @Test
    void theSameShortTextIsOneString() throws IOException {
        Object first = read("gpt-4o");
        assertThat(read("Grüße, 世界 🌍")).isEqualTo("Grüße, 世界 🌍");
        assertThat(read("gpt-4o")).isEqualTo("gpt-4o").isSameAs(first);
    }

    @Test
    void longTextsAreNotKept() throws IOException {
        String longest = "x".repeat(201);
        Object first = read(longest);
        assertThat(read(longest)).isEqualTo(longest).isNotSameAs(first);
    }

    @Test
    void textsAreTheirOwnHoweverManyShareAPlace() throws IOException {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < 5_000; i++) {
                assertThat(read("text " + i)).isEqualTo("text " + i);
            }
        }
        // The same hash, and the same place.
        for (String text : List.of("Aa", "BB", "Aa", "", "BB")) {
            assertThat(read(text)).isEqualTo(text);
        }
    }

    private Object read(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        BinaryEncoder out = EncoderFactory.get().directBinaryEncoder(bytes, null);
        out.writeString(text);
        BinaryDecoder in = DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null);
        GenericRecord record = reader.read(null, in);
        return record.get("text");
    }
}
