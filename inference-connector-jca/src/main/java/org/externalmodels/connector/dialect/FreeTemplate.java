package org.externalmodels.connector.dialect;

import jakarta.json.JsonStructure;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.externalmodels.connector.template.RequestTemplate;
import org.externalmodels.inference.ChatMessage;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceParameters;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.TokenUsage;

/** Any HTTP endpoint, described by a request template and JSON paths. */
final class FreeTemplate implements ProviderDialect {

    private final RequestTemplate template;
    private final TemplatePlaces places;
    private final AnswerPaths paths;

    FreeTemplate(RequestTemplate template, TemplatePlaces places, AnswerPaths paths) {
        this.template = template;
        this.places = places;
        this.paths = paths;
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return endpoint;
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        places.check(request);
        return Payload.json(template.render(request.variables(), name -> place(request, name))
                .getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        JsonStructure answer = ProviderJson.read(body);
        String text = paths.output(answer)
                .orElseThrow(() -> new InferenceException(
                        FailureCode.OUTPUT_NOT_FOUND, "the answer has nothing at " + paths.outputPlace()));
        return Answer.text(text, usage(answer));
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return usage(ProviderJson.read(body));
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        if (!paths.hasDelta()) {
            throw new InferenceException(
                    FailureCode.FEATURE_NOT_ENABLED, "streaming needs the JSON path paths.delta in the definition");
        }
        return new FreeTemplateStream(paths);
    }

    private TokenUsage usage(JsonStructure answer) {
        return TokenCounts.of(paths.inputTokens(answer), paths.outputTokens(answer));
    }

    /** What of a request stands in for a variable that is not given. */
    private static Object place(InferenceRequest request, String variable) {
        InferenceParameters parameters = request.parameters();
        return switch (variable) {
            case "prompt", "system_prompt" -> fromMessages(request.messages(), variable);
            case "temperature" -> parameters.temperature();
            case "top_p" -> parameters.topP();
            case "max_tokens" -> parameters.maxTokens();
            case "stop" -> parameters.stop().isEmpty() ? null : parameters.stop();
            case "seed" -> parameters.seed();
            case "reasoning_effort" ->
                Hints.effort(parameters) == null
                        ? null
                        : Hints.effort(parameters).name().toLowerCase(Locale.ROOT);
            default ->
                parameters.extras().getOrDefault(variable, parameters.hints().get(variable));
        };
    }

    private static Object fromMessages(List<ChatMessage> messages, String variable) {
        return switch (variable) {
            case "prompt" -> {
                String last = null;
                for (ChatMessage message : messages) {
                    last = message instanceof ChatMessage.UserMessage user ? user.text() : last;
                }
                yield last;
            }
            case "system_prompt" -> {
                String system = messages.stream()
                        .filter(ChatMessage.SystemMessage.class::isInstance)
                        .map(ChatMessage::text)
                        .collect(Collectors.joining("\n"));
                yield system.isEmpty() ? null : system;
            }
            default -> null;
        };
    }
}
