package org.externalmodels.admin.download;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.time.Instant;
import org.externalmodels.registry.audit.AuditItem;
import org.junit.jupiter.api.Test;

class AuditCsvTest {

    @Test
    void aLineHasAllThatTheListHas() {
        JsonValue after = Json.createObjectBuilder().add("name", "a,b").build();
        AuditItem item = new AuditItem(
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
                3L);

        assertThat(AuditCsv.of(lines -> lines.accept(item)).split("\r\n"))
                .containsExactly(
                        "time,actor,remoteAddress,requestId,action,targetKind,targetId,targetName,before,after,"
                                + "position,id",
                        "2026-01-31T12:00:00Z,ada,10.0.0.1,r-1,model.added,model,m1,gpt,,"
                                + "\"{\"\"name\"\":\"\"a,b\"\"}\",3,7");
    }
}
