package org.externalmodels.connector.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ReasoningEffort;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolChoice;
import org.externalmodels.inference.spi.VariableDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TemplatePlacesTest {

    private static final TemplatePlaces PLACES = new TemplatePlaces(List.of(new VariableDefinition(
            "max_tokens", Optional.empty(), VariableDefinition.Type.INTEGER, false, Optional.empty())));

    private static final Tool TOOL = new Tool("t", null, "{}");

    static List<Refused> withoutAPlace() {
        return List.of(
                new Refused("tools", request -> request.tool(TOOL)),
                new Refused("toolChoice", request -> request.toolChoice(ToolChoice.NONE)),
                new Refused("parallelToolCalls", request -> request.parallelToolCalls(true)),
                new Refused("responseFormat", request -> request.responseFormat(ResponseFormat.JSON)),
                parameter("temperature", InferenceParameters.DEFAULTS.withTemperature(0)),
                parameter("top_p", InferenceParameters.DEFAULTS.withTopP(1)),
                parameter("stop", InferenceParameters.DEFAULTS.withStop("x")),
                parameter("seed", InferenceParameters.DEFAULTS.withSeed(1)),
                parameter("reasoning_effort", InferenceParameters.DEFAULTS.withReasoningEffort(ReasoningEffort.LOW)),
                parameter("top_k", InferenceParameters.DEFAULTS.withExtra("top_k", 1)),
                new Refused(
                        "messages[1], an image",
                        request -> request.user(Content.image(Media.of("image/png", new byte[1])))),
                new Refused(
                        "messages[1], audio",
                        request -> request.user(Content.audio(Media.of("audio/wav", new byte[1])))),
                new Refused("messages[1], a message of the assistant", request -> request.assistant("x")),
                new Refused(
                        "messages[1], the result of a tool", request -> request.message(ChatMessage.tool("1", "x"))),
                new Refused(
                        "messages[2], a second message",
                        request -> request.user("x").user("y")));
    }

    @ParameterizedTest
    @MethodSource("withoutAPlace")
    void refuseWhatATemplateHasNone(Refused refused) {
        InferenceRequest.Builder request = InferenceRequest.builder().system("s");
        refused.change.accept(request);

        InferenceException failure =
                catchThrowableOfType(InferenceException.class, () -> PLACES.check(request.build()));

        assertThat(failure.code()).isEqualTo(FailureCode.INVALID_REQUEST);
        assertThat(failure).hasMessageContaining("template has no place for").hasMessageContaining(refused.part);
    }

    @Test
    void areForParametersThatAVariableIsNamedAfter() {
        InferenceRequest request = InferenceRequest.builder()
                .system("s")
                .user("x")
                .parameters(InferenceParameters.DEFAULTS.withMaxTokens(5))
                .build();

        assertThatCode(() -> PLACES.check(request)).doesNotThrowAnyException();
    }

    @Test
    void areNotNeededForALimitOfTokensThatTheCallerCannotDoWithout() {
        TemplatePlaces none = new TemplatePlaces(List.of());
        InferenceParameters limited = InferenceParameters.DEFAULTS.withMaxTokens(5);
        InferenceRequest.Builder request = InferenceRequest.builder().user("x");

        assertThatThrownBy(() -> none.check(request.parameters(limited).build()))
                .hasMessageContaining("no place for the parameter max_tokens");
        assertThatCode(() -> none.check(request.parameters(limited.withHint("max_tokens_required", true))
                        .build()))
                .doesNotThrowAnyException();
    }

    private static Refused parameter(String part, InferenceParameters parameters) {
        return new Refused("the parameter " + part, request -> request.parameters(parameters));
    }

    /** A part that is refused, and how it gets into a request. */
    record Refused(String part, Consumer<InferenceRequest.Builder> change) {}
}
