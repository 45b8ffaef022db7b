package org.externalmodels.admin.download;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonValue;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.externalmodels.registry.json.JsonRecords;
import org.externalmodels.registry.traces.TraceField;
import org.externalmodels.registry.traces.TraceItem;
import org.junit.jupiter.api.Test;

class TraceDownloadTest {

    private static final List<RecordComponent> MEMBERS = List.of(TraceItem.class.getRecordComponents());

    /** Of no meaning outside the database. */
    private static final String ROW = "row";

    @Test
    void hasAColumnForEveryMember() throws ReflectiveOperationException {
        TraceItem item = item();
        List<Object> cells = TraceDownload.cells(item);

        assertThat(TraceDownload.HEAD).hasSameSizeAs(cells).doesNotHaveDuplicates();
        for (RecordComponent member : MEMBERS) {
            if (!member.getName().equals(ROW)) {
                assertThat(cells.get(TraceDownload.HEAD.indexOf(member.getName())))
                        .as(member.getName())
                        .isEqualTo(member.getAccessor().invoke(item));
            }
        }
    }

    @Test
    void everyMemberIsAFilterAsWell() {
        Set<String> others =
                new HashSet<>(MEMBERS.stream().map(RecordComponent::getName).toList());
        Arrays.stream(TraceField.values()).map(TraceField::wireName).forEach(others::remove);

        // A time has from and to, tags are filtered one by one, and messages are for people.
        assertThat(others).containsExactlyInAnyOrder("time", "tags", "message", ROW);
    }

    /** With another value in each member, as far as there are others. */
    private static TraceItem item() throws ReflectiveOperationException {
        List<Object> values = new ArrayList<>();
        for (RecordComponent member : MEMBERS) {
            values.add(value(member.getType(), values.size() + 1));
        }
        Constructor<TraceItem> constructor = TraceItem.class.getDeclaredConstructor(
                MEMBERS.stream().map(RecordComponent::getType).toArray(Class<?>[]::new));
        return constructor.newInstance(values.toArray());
    }

    private static Object value(Class<?> type, int number) {
        return switch (type.getSimpleName()) {
            case "String" -> "text " + number;
            case "Instant" -> Instant.ofEpochSecond(number);
            case "int", "Integer" -> number;
            case "long", "Long" -> (long) number;
            case "boolean" -> number % 2 == 0;
            case "BigDecimal" -> BigDecimal.valueOf(number);
            case "JsonValue" -> tags(number);
            default -> throw new IllegalArgumentException(type + " is new here");
        };
    }

    private static JsonValue tags(int number) {
        return JsonRecords.json(Map.of("case", String.valueOf(number)));
    }
}
