package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.externalmodels.connector.transport.OutboundRequest.Header;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;

/** Anthropic's Messages. */
final class AnthropicMessages implements ProviderDialect {

    private static final String OPERATION = "/v1/messages";

    /** The newer one, 2026-10-21, takes no temperature and no top-p for any model; this one does for those that have them. */
    private static final List<Header> VERSION = List.of(new Header("anthropic-version", "2023-06-01"));

    /** Models that hold to no schema; all later ones do (guide "Structured outputs"). */
    private static final Pattern WITHOUT_SCHEMAS =
            Pattern.compile(".*claude-(?:2|3|instant|(?:opus|sonnet)-4(?:$|@|-0|-1(?!\\d)|-20)).*");

    private final boolean keepsSchemas;
    private final AnthropicRequest encoder;

    AnthropicMessages(String providerModel) {
        keepsSchemas = !WITHOUT_SCHEMAS.matcher(providerModel).matches();
        encoder = new AnthropicRequest(providerModel, keepsSchemas);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM, Operation.COUNT_TOKENS);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        boolean hasVersion = path.endsWith("/v1") || path.endsWith("/v1/");
        URI messages = Addresses.operation(endpoint, hasVersion ? "/messages" : OPERATION);
        return operation == Operation.COUNT_TOKENS ? Addresses.operation(messages, "/count_tokens") : messages;
    }

    @Override
    public List<Header> headers() {
        return VERSION;
    }

    @Override
    public Authentication placed(Secret key) {
        return new Authentication.HeaderKey("x-api-key", key);
    }

    @Override
    public boolean limitsToolsToOne() {
        return true;
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return Payload.json(
                operation == Operation.COUNT_TOKENS
                        ? encoder.encodeToCount(request)
                        : encoder.encode(request, operation == Operation.CHAT_STREAM));
    }

    @Override
    public long countedTokens(String body) {
        return AnthropicAnswer.counted(body);
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        return AnthropicAnswer.read(body, structure(request));
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return AnthropicUsage.NONE.with(ProviderJson.members(body)).tokens();
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new AnthropicStream(structure(request));
    }

    private Structure structure(InferenceRequest request) {
        return GrammarSchema.structure(request.responseFormat(), keepsSchemas);
    }
}
