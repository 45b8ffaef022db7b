package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BiConsumer;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Providers that refuse empty texts are not sent any. */
class EmptyTextsTest {

    private static final CacheBreakpoints NO_MARKS = CacheBreakpoints.of(InferenceParameters.DEFAULTS);

    /** Those who refuse them. */
    enum Provider {
        ANTHROPIC("messages", "content", (json, messages) -> AnthropicConversation.write(json, messages, NO_MARKS)),
        CONVERSE("messages", "content", (json, messages) -> ConverseMessages.write(json, messages, NO_MARKS)),
        COHERE("messages", "content", CohereConversation::write),
        GOOGLE("contents", "parts", GoogleContents::write);

        private final String turns;
        private final String parts;

        @SuppressWarnings("ImmutableEnumChecker") // Writers have no state.
        private final BiConsumer<JsonGenerator, List<ChatMessage>> writer;

        Provider(String turns, String parts, BiConsumer<JsonGenerator, List<ChatMessage>> writer) {
            this.turns = turns;
            this.parts = parts;
            this.writer = writer;
        }

        List<JsonObject> write(InferenceRequest.Builder request) {
            byte[] written = ProviderJson.write(json -> {
                json.writeStartObject();
                writer.accept(json, request.build().messages());
                json.writeEnd();
            });
            return ProviderJson.readObject(new String(written, StandardCharsets.UTF_8))
                    .getJsonArray(turns)
                    .getValuesAs(JsonObject.class);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTurnInWhichNothingWasSaidIsLeftOut(Provider provider) {
        List<JsonObject> turns = provider.write(
                InferenceRequest.builder().user("one").assistant("").user("two").assistant("three"));

        assertThat(turns)
                .extracting(turn -> turn.getString("role"))
                .filteredOn(role -> !role.equals("user"))
                .hasSize(1);
        assertThat(turns.toString()).contains("one", "two", "three").doesNotContain("\"\"");
    }

    @ParameterizedTest
    @EnumSource
    void anEmptyTextBesideAPictureIsLeftOut(Provider provider) {
        Content picture = Content.image(Media.of("image/png", new byte[] {1}));

        List<JsonObject> turns =
                provider.write(InferenceRequest.builder().user(Content.text(""), picture, Content.text("what is it?")));

        assertThat(turns.get(0).getJsonArray(provider.parts)).hasSize(2);
        assertThat(turns.toString()).contains("what is it?").doesNotContain("\"\"");
    }
}
