package org.externalmodels.connector.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceEvent;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Tool;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.ProviderStructure;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that was asked for a stream may answer with a whole document: nothing of it is missing in the stream. */
class AnswersInOnePieceTest {

    private static final String MESSAGE =
            "{'role': 'assistant', 'content': 'Let me see.', 'reasoning_content': 'Two towns.',"
                    + " 'tool_calls': [{'id': 'a', 'type': 'function', 'function': {'name': 'weather', 'arguments': '{1}'}},"
                    + " {'id': 'b', 'type': 'function', 'function': {'name': 'weather', 'arguments': '{2}'}}]}";

    @AutoClose
    private final EngineFixture fixture = new EngineFixture();

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of(
                        ProviderStructure.OPENAI_CHAT,
                        "{'choices': [{'finish_reason': 'tool_calls', 'message': " + MESSAGE + "}]}"),
                Arguments.of(
                        ProviderStructure.OPENAI_RESPONSES,
                        "{'status': 'completed', 'output': ["
                                + "{'type': 'reasoning', 'summary': [{'type': 'summary_text', 'text': 'Two towns.'}]},"
                                + "{'type': 'message', 'content': [{'type': 'output_text', 'text': 'Let me see.'}]},"
                                + "{'type': 'function_call', 'call_id': 'a', 'name': 'weather', 'arguments': '{1}'},"
                                + "{'type': 'function_call', 'call_id': 'b', 'name': 'weather', 'arguments': '{2}'}]}"),
                Arguments.of(
                        ProviderStructure.ANTHROPIC_MESSAGES,
                        "{'stop_reason': 'tool_use', 'content': ["
                                + "{'type': 'thinking', 'thinking': 'Two towns.', 'signature': 's'},"
                                + "{'type': 'text', 'text': 'Let me see.'},"
                                + "{'type': 'tool_use', 'id': 'a', 'name': 'weather', 'input': {'town': 1}},"
                                + "{'type': 'tool_use', 'id': 'b', 'name': 'weather', 'input': {'town': 2}}]}"),
                Arguments.of(
                        ProviderStructure.GOOGLE_GENERATE_CONTENT,
                        "{'candidates': [{'finishReason': 'STOP', 'content': {'parts': ["
                                + "{'text': 'Two towns.', 'thought': true}, {'text': 'Let me see.'},"
                                + "{'functionCall': {'name': 'weather', 'args': {'town': 1}}},"
                                + "{'functionCall': {'name': 'weather', 'args': {'town': 2}}}]}}]}"),
                Arguments.of(
                        ProviderStructure.COHERE_CHAT,
                        "{'finish_reason': 'TOOL_CALL', 'message': {'tool_plan': 'Two towns.',"
                                + " 'content': [{'type': 'text', 'text': 'Let me see.'}], 'tool_calls': ["
                                + "{'id': 'a', 'function': {'name': 'weather', 'arguments': '{1}'}},"
                                + "{'id': 'b', 'function': {'name': 'weather', 'arguments': '{2}'}}]}}"),
                Arguments.of(
                        ProviderStructure.BEDROCK_CONVERSE,
                        "{'stopReason': 'tool_use', 'output': {'message': {'content': ["
                                + "{'reasoningContent': {'reasoningText': {'text': 'Two towns.'}}},"
                                + "{'text': 'Let me see.'},"
                                + "{'toolUse': {'toolUseId': 'a', 'name': 'weather', 'input': {'town': 1}}},"
                                + "{'toolUse': {'toolUseId': 'b', 'name': 'weather', 'input': {'town': 2}}}]}}}"));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void comeAsDeltasOfEachKind(ProviderStructure structure, String answer) throws IOException {
        List<InferenceEvent> events = events(structure, ScriptedProvider.good().saying(answer.replace('\'', '"')));

        InferenceResponse whole = ((InferenceEvent.Completed) events.get(events.size() - 1)).response();
        assertThat(whole.toolCalls()).hasSize(2).extracting(ToolCall::name).containsOnly("weather");
        assertThat(events)
                .startsWith(
                        new InferenceEvent.ReasoningDelta("Two towns."), new InferenceEvent.TextDelta("Let me see."));
        assertThat(called(events)).isEqualTo(whole.toolCalls());
        assertThat(whole.finishReason()).isEqualTo(FinishReason.TOOL_CALLS);
    }

    /** As one event with a whole message in it, whose calls have no index. */
    @Test
    void areFoundInAStreamOfOneEventToo() throws IOException {
        String event = "{'choices': [{'finish_reason': 'tool_calls', 'message': " + MESSAGE + "}]}";

        List<InferenceEvent> events =
                events(ProviderStructure.OPENAI_CHAT, ScriptedProvider.stream(event.replace('\'', '"'), "[DONE]"));

        assertThat(called(events))
                .containsExactly(new ToolCall("a", "weather", "{1}"), new ToolCall("b", "weather", "{2}"));
    }

    private List<InferenceEvent> events(ProviderStructure structure, ScriptedProvider.Reply reply) throws IOException {
        try (var provider = new ScriptedProvider(reply)) {
            fixture.publish(Models.chat(provider.uri())
                    .structure(structure)
                    .connection("main", EngineFixture.KEY)
                    .build());
            InferenceRequest request = InferenceRequest.builder()
                    .user("What is the weather?")
                    .tool(new Tool("weather", null, "{\"type\":\"object\"}"))
                    .build();
            List<InferenceEvent> events = new ArrayList<>();
            fixture.engine.stream(EngineFixture.target("claims", null), request).forEach(events::add);
            return events;
        }
    }

    /** The tool calls as they are put together from their pieces. */
    private static List<ToolCall> called(List<InferenceEvent> events) {
        List<ToolCall> calls = new ArrayList<>();
        for (InferenceEvent event : events) {
            if (event instanceof InferenceEvent.ToolCallDelta delta) {
                assertThat(delta.index()).isEqualTo(calls.size());
                calls.add(new ToolCall(delta.id(), delta.name(), delta.arguments()));
            }
        }
        return calls;
    }
}
