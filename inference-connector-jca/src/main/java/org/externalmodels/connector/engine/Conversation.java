package org.externalmodels.connector.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.externalmodels.connector.dialect.Answer;
import org.externalmodels.connector.dialect.AnswerBody;
import org.externalmodels.connector.dialect.Operation;
import org.externalmodels.connector.dialect.Payload;
import org.externalmodels.connector.dialect.ProviderDialect;
import org.externalmodels.connector.dialect.Served;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.Content;
import org.externalmodels.inference.Feature;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.Media;
import org.externalmodels.inference.ToolCall;
import org.externalmodels.inference.spi.CallObserver;
import org.externalmodels.inference.spi.ModelDefinition;
import org.externalmodels.inference.spi.UsageRecord.MediaUsage;

/** Asks for an answer to messages. */
record Conversation(InferenceRequest request) implements Inquiry<Answer, InferenceResponse> {

    @Override
    public void admit(ModelDefinition model, boolean streaming) {
        Admission.check(model, request, streaming);
    }

    @Override
    public Operation operation(ProviderDialect dialect, boolean streaming) {
        return dialect.operation(request, streaming);
    }

    @Override
    public Payload encode(ProviderDialect dialect, ModelDefinition model, Operation operation) {
        boolean oneTool = request.parallelToolCalls().isEmpty()
                && !request.tools().isEmpty()
                && !model.features().contains(Feature.PARALLEL_TOOL_CALLING)
                && dialect.limitsToolsToOne();
        return dialect.encode(
                oneTool ? request.toBuilder().parallelToolCalls(false).build() : request, operation);
    }

    @Override
    public Answer decode(ProviderDialect dialect, AnswerBody body, Operation operation) {
        return dialect.decode(body, request, operation);
    }

    @Override
    public InferenceResponse completed(Call call, Answer answer, int status) {
        Ending ending = Ending.complete(status, answer.usage(), media(answer), answer.finishReason(), answer.shown());
        call.completed(ending, answer.providerModel(), answer.served());
        return response(call, answer, answer.served().filter(Served::fromCache).isPresent());
    }

    @Override
    public InferenceResponse again(Call call, Answer answer) {
        call.again(Ending.again(answer.usage(), answer.finishReason(), answer.shown()));
        return response(call, answer, true);
    }

    private static InferenceResponse response(Call call, Answer answer, boolean fromCache) {
        return new InferenceResponse(
                answer.text(),
                answer.reasoning(),
                answer.toolCalls(),
                answer.images(),
                answer.finishReason(),
                answer.stopSequence(),
                answer.structure(),
                answer.usage(),
                call.modelName(),
                call.connectionName().orElseThrow(),
                answer.providerModel(),
                call.traceId(),
                fromCache,
                answer.refused());
    }

    private MediaUsage media(Answer answer) {
        boolean unsaid = answer.audioMillis().isEmpty() && hasAudio();
        if (answer.images().isEmpty() && answer.audioMillis().isEmpty() && !unsaid) {
            return MediaUsage.NONE;
        }
        return new MediaUsage(
                OptionalLong.of(answer.images().size()),
                unsaid
                        ? OptionalLong.empty()
                        : OptionalLong.of(answer.audioMillis().orElse(0)));
    }

    /** An answer that was cut short is not what anybody wants twice. */
    @Override
    public Optional<Answer> lasting(Answer answer) {
        return switch (answer.finishReason()) {
            case LENGTH, CONTENT_FILTER -> Optional.empty();
            default -> Optional.of(answer);
        };
    }

    @Override
    public long bytes(Answer answer) {
        long characters = (long) answer.text().length()
                + answer.reasoning().map(String::length).orElse(0);
        for (ToolCall call : answer.toolCalls()) {
            characters += call.arguments().length();
        }
        long bytes = characters * Character.BYTES;
        for (Media image : answer.images()) {
            bytes += image.size();
        }
        return bytes;
    }

    /** A wire format that has no schemas is asked in words, and its answer is read after the schema all the same. */
    @Override
    public String form() {
        return request.responseFormat().toString();
    }

    @Override
    public Class<Answer> answerType() {
        return Answer.class;
    }

    @Override
    public long characters() {
        return InputLength.characters(request);
    }

    @Override
    public OptionalLong maxTokens() {
        Integer most = request.parameters().maxTokens();
        return most == null ? OptionalLong.empty() : OptionalLong.of(most);
    }

    @Override
    public MediaUsage expected() {
        long images = request.parameters().extras().get("n") instanceof Number several ? several.longValue() : 1;
        return new MediaUsage(OptionalLong.of(Math.max(1, images)), OptionalLong.of(InputLength.soundMillis(request)));
    }

    @Override
    public Optional<Duration> timeout() {
        return request.timeout();
    }

    @Override
    public Map<String, String> tags() {
        return request.tags();
    }

    @Override
    public CallObserver.Kind kind() {
        return CallObserver.Kind.CONVERSATION;
    }

    private boolean hasAudio() {
        for (ChatMessage message : request.messages()) {
            if (message instanceof ChatMessage.UserMessage said) {
                for (Content part : said.content()) {
                    if (part instanceof Content.Audio) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    @Override
    public Map<String, Number> described() {
        Map<String, Number> numbers = new HashMap<>();
        numbers.put("messages", request.messages().size());
        numbers.put("tools", request.tools().size());
        InferenceParameters parameters = request.parameters();
        put(numbers, "temperature", parameters.temperature());
        put(numbers, "topP", parameters.topP());
        put(numbers, "maxTokens", parameters.maxTokens());
        put(numbers, "seed", parameters.seed());
        return numbers;
    }

    private static void put(Map<String, Number> numbers, String name, Number value) {
        if (value != null) {
            numbers.put(name, value);
        }
    }
}
