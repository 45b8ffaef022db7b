package org.externalmodels.admin.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.externalmodels.registry.Slice;
import org.externalmodels.registry.audit.AuditItem;
import org.junit.jupiter.api.Test;

class AuditDownloadTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void aLineHasAllThatTheListHas() throws IOException {
        JsonValue after = Json.createObjectBuilder().add("name", "a,b").build();

        file(place -> null)
                .from(new Slice<>(List.of(item(after, 3)), Optional.empty()))
                .writeTo(sent);

        assertThat(lines())
                .containsExactly(
                        "time,actor,remoteAddress,requestId,action,targetKind,targetId,targetName,before,after,"
                                + "position,id",
                        "2026-01-31T12:00:00Z,ada,10.0.0.1,r-1,model.added,model,m1,gpt,,"
                                + "\"{\"\"name\"\":\"\"a,b\"\"}\",3,7");
    }

    @Test
    void eachPartIsSentBeforeTheNextIsRead() throws IOException {
        List<Integer> sizes = new ArrayList<>();
        Slice<AuditItem> large =
                new Slice<>(List.of(item(Json.createValue("x".repeat(100_000)), 1)), Optional.of("further"));

        file(place -> {
                    sizes.add(sent.size());
                    return sizes.size() < 3 ? large : new Slice<>(List.of(), Optional.empty());
                })
                .from(large)
                .writeTo(sent);

        assertThat(sizes.get(1)).isGreaterThan(sizes.get(0) + 50_000);
        assertThat(lines()).hasSize(4);
    }

    @Test
    void aFileThatEndsEarlySaysSo() {
        Download file = file(place -> {
                    throw new IllegalStateException("the database is away");
                })
                .from(new Slice<>(List.of(item(JsonValue.NULL, 3)), Optional.of("further")));

        assertThatThrownBy(() -> file.writeTo(sent)).isInstanceOf(IllegalStateException.class);

        assertThat(lines()).hasSize(3).last().isEqualTo(PartedCsv.INCOMPLETE);
    }

    private List<String> lines() {
        return sent.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private static PartedCsv<AuditItem> file(Function<String, Slice<AuditItem>> following) {
        return new PartedCsv<>(AuditDownload.HEAD, AuditDownload::cells, following);
    }

    private static AuditItem item(JsonValue after, long position) {
        return new AuditItem(
                7,
                Instant.parse("2026-01-31T12:00:00Z"),
                "ada",
                "10.0.0.1",
                "r-1",
                "model.added",
                "model",
                "m1",
                "gpt",
                JsonValue.NULL,
                after,
                position);
    }
}
