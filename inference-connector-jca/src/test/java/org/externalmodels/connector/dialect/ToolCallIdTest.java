package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import org.externalmodels.connector.dialect.ToolCallId.Keeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ToolCallIdTest {

    private static final JsonArray BLOCKS = Json.createArrayBuilder()
            .add(Json.createObjectBuilder().add("thinking", "grün 🙂").add("signature", "a+/="))
            .build();

    @ParameterizedTest
    @EnumSource(Keeper.class)
    void whatIsKeptComesBackToItsKeeperAndToNobodyElse(Keeper keeper) {
        String id = ToolCallId.of("toolu_1", keeper, BLOCKS);

        assertThat(id).matches("toolu_1#[a-z]+=[A-Za-z0-9_-]+");
        assertThat(ToolCallId.own(id)).isEqualTo("toolu_1");
        for (Keeper other : Keeper.values()) {
            assertThat(ToolCallId.parse(id, other).own()).isEqualTo("toolu_1");
            assertThat(ToolCallId.parse(id, other).blocks())
                    .isEqualTo(other == keeper ? BLOCKS : JsonValue.EMPTY_JSON_ARRAY);
        }
    }

    @Test
    void nothingToKeepLeavesTheIdAsItIs() {
        assertThat(ToolCallId.of("call_1", Keeper.ANTHROPIC, JsonValue.EMPTY_JSON_ARRAY))
                .isEqualTo("call_1");
        assertThat(ToolCallId.own("call_1")).isEqualTo("call_1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a#anthropic=", "a#anthropic=!", "a#anthropic=e30"})
    void whatSomebodyMadeUpIsNotSent(String id) {
        assertThat(ToolCallId.own(id)).isEqualTo("a");
        assertThat(ToolCallId.parse(id, Keeper.ANTHROPIC).blocks()).isEmpty();
    }
}
