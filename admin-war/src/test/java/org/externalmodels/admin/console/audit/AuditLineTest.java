package org.externalmodels.admin.console.audit;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import org.externalmodels.admin.console.audit.AuditLine.Change;
import org.externalmodels.registry.audit.AuditItem;
import org.junit.jupiter.api.Test;

class AuditLineTest {

    @Test
    void hasOnlyWhatIsDifferent() {
        assertThat(changes(
                        "{\"name\":\"a\",\"paths\":{\"output\":\"x\",\"delta\":null}}",
                        "{\"name\":\"a\",\"paths\":{\"output\":\"y\",\"delta\":null}}"))
                .containsExactly(new Change("paths.output", "x", "y"));
    }

    @Test
    void hasEveryMemberOfWhatIsNew() {
        assertThat(changes("null", "{\"currency\":\"USD\",\"input\":2.5}"))
                .containsExactly(new Change("currency", null, "USD"), new Change("input", null, "2.5"));
    }

    @Test
    void showsListsAsAWhole() {
        assertThat(changes("{\"models\":[\"*\"]}", "{\"models\":[\"a\"]}"))
                .containsExactly(new Change("models", "[\"*\"]", "[\"a\"]"));
    }

    @Test
    void knowsAKeyOfWhichOnlyTheChangeIsKnown() {
        assertThat(changes("null", "{\"apiKey\":\"given\"}"))
                .singleElement()
                .satisfies(change -> assertThat(change.isOfKey()).isTrue());
        assertThat(changes("{\"name\":\"main\"}", "{\"name\":\"main\",\"apiKey\":\"changed\"}"))
                .singleElement()
                .satisfies(change -> assertThat(change.isOfKey()).isTrue());
        assertThat(changes("{\"name\":\"main\"}", "{\"name\":\"changed\"}"))
                .singleElement()
                .satisfies(change -> assertThat(change.isOfKey()).isFalse());
    }

    @Test
    void isEmptyWhereNothingWasNoted() {
        assertThat(changes("null", "null")).isEmpty();
    }

    private static List<Change> changes(String before, String after) {
        return AuditLine.of(new AuditItem(
                        1, Instant.EPOCH, "ada", null, null, "x.y", "x", "1", "x", json(before), json(after), null))
                .changes();
    }

    private static JsonValue json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readValue();
        }
    }
}
