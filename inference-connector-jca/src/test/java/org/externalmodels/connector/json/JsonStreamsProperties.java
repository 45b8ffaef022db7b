package org.externalmodels.connector.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Holds the streams against the server's own implementation. */
class JsonStreamsProperties {

    @Property(tries = 500)
    void whatIsWrittenReadsTheSame(@ForAll("documents") JsonValue document) {
        byte[] written = JsonStreams.write(json -> json.write(document));

        try (JsonReader reader = Json.createReader(new StringReader(new String(written, StandardCharsets.UTF_8)))) {
            assertThat(reader.readValue()).isEqualTo(document);
        }
    }

    @Property(tries = 500)
    void whatIsReadIsWhatWasMeant(@ForAll("documents") JsonValue document) {
        try (JsonParser parser = JsonStreams.parser(document.toString())) {
            parser.next();

            assertThat(parser.getValue()).isEqualTo(document);
            assertThat(parser.hasNext()).isFalse();
        }
    }

    @Property(tries = 500)
    void noiseEndsAsAnException(@ForAll String noise) {
        try (JsonParser parser = JsonStreams.parser(noise)) {
            while (parser.hasNext()) {
                parser.next();
            }
        } catch (JsonException | NoSuchElementException expected) {
            assertThat(expected).isNotNull();
        }
    }

    @Example
    void skippingEndsBehindWhatTheParserIsIn() {
        try (JsonParser parser = JsonStreams.parser("{\"a\":[1,[2],{\"b\":[]}],\"c\":{\"d\":{}},\"e\":5}")) {
            parser.next();
            parser.next();
            assertThat(parser.next()).isEqualTo(Event.START_ARRAY);
            parser.skipArray();
            assertThat(parser.currentEvent()).isEqualTo(Event.END_ARRAY);
            assertThat(parser.next()).isEqualTo(Event.KEY_NAME);
            parser.next();
            parser.skipObject();
            assertThat(parser.currentEvent()).isEqualTo(Event.END_OBJECT);
            assertThat(parser.next()).isEqualTo(Event.KEY_NAME);
            assertThat(parser.getString()).isEqualTo("e");
            assertThat(parser.next()).isEqualTo(Event.VALUE_NUMBER);
            assertThat(parser.getLong()).isEqualTo(5);
        }
    }

    @Example
    void nestingIsBounded() {
        String deep = "[".repeat(100_000);

        assertThatThrownBy(() -> {
                    try (JsonParser parser = JsonStreams.parser(deep)) {
                        parser.next();
                        parser.getValue();
                    }
                })
                .isInstanceOf(JsonException.class)
                .hasMessageContaining("nesting");
    }

    @Example
    void numbersKeepTheirText() {
        String text = "[1.0,10000000000000000000000,1E+400,-0.25]";
        try (JsonParser parser = JsonStreams.parser(text)) {
            parser.next();
            byte[] again = JsonStreams.write(json -> json.write(parser.getValue()));

            assertThat(new String(again, StandardCharsets.UTF_8)).isEqualTo(text);
        }
    }

    @Example
    void halfADocumentIsRefused() {
        assertThatThrownBy(
                        () -> JsonStreams.write(json -> json.writeStartObject().writeStartArray("a")))
                .isInstanceOf(JsonException.class);
    }

    @Provide
    Arbitrary<JsonValue> documents() {
        Arbitrary<Object> leaves = Arbitraries.oneOf(
                Arbitraries.strings().map(text -> (Object) text),
                Arbitraries.longs().map(number -> (Object) number),
                Arbitraries.bigDecimals().map(number -> (Object) new BigDecimal(number.toString())),
                Arbitraries.of(true, false).map(truth -> (Object) truth));
        return Arbitraries.lazyOf(
                        () -> leaves.list().ofMaxSize(4).map(list -> (Object) list),
                        () -> Arbitraries.maps(Arbitraries.strings().ofMaxLength(6), leaves)
                                .ofMaxSize(4)
                                .map(map -> (Object) map))
                .list()
                .ofMaxSize(3)
                .map(list -> (JsonValue) Json.createObjectBuilder(Map.of("all", List.copyOf(list)))
                        .build());
    }
}
