package org.externalmodels.connector.dialect;

import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.externalmodels.inference.EmbeddingRequest;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse.Structure;
import org.externalmodels.inference.Modality;
import org.externalmodels.inference.ResponseFormat;
import org.externalmodels.inference.TokenUsage;
import org.externalmodels.inference.spi.Authentication;
import org.externalmodels.inference.spi.Secret;

/** Google's generateContent (Gemini API, v1beta). Whole and streamed answers are the same document, once or many times. */
final class GoogleGenerateContent implements ProviderDialect {

    private final GoogleAddresses addresses;
    private final GoogleGenerateContentRequest encoder;
    private final GoogleEmbeddings embeddings;

    GoogleGenerateContent(String providerModel, Set<Modality> modalities) {
        String resource = providerModel.contains("/") ? providerModel : "models/" + providerModel;
        this.addresses = new GoogleAddresses(resource);
        this.encoder = new GoogleGenerateContentRequest(providerModel, modalities);
        this.embeddings = new GoogleEmbeddings(resource);
    }

    @Override
    public Set<Operation> operations() {
        return EnumSet.of(Operation.CHAT, Operation.CHAT_STREAM, Operation.EMBEDDINGS);
    }

    @Override
    public URI address(URI endpoint, Operation operation) {
        return addresses.method(endpoint, operation);
    }

    @Override
    public Authentication placed(Secret key) {
        return new Authentication.HeaderKey("x-goog-api-key", key);
    }

    @Override
    public Optional<FailureCode> failureCode(int status, String body) {
        return status == 400 ? GoogleErrors.code(body) : Optional.empty();
    }

    @Override
    public Optional<Duration> retryAfter(String body) {
        return GoogleErrors.retryAfter(body);
    }

    @Override
    public Payload encode(InferenceRequest request, Operation operation) {
        return Payload.json(encoder.encode(request));
    }

    @Override
    public Answer decode(AnswerBody body, InferenceRequest request, Operation operation) {
        GoogleAnswer answer = new GoogleAnswer(structure(request));
        answer.add(body);
        return answer.answer();
    }

    @Override
    public TokenUsage usage(AnswerBody body, Operation operation) {
        return GoogleUsage.in(ProviderJson.members(body));
    }

    @Override
    public StreamDecoder streamDecoder(InferenceRequest request) {
        return new GoogleAnswer(structure(request));
    }

    @Override
    public Payload encode(EmbeddingRequest request) {
        return Payload.json(embeddings.encode(request));
    }

    @Override
    public Vectors decode(AnswerBody body, EmbeddingRequest request) {
        return GoogleEmbeddings.decode(body, request);
    }

    private static Structure structure(InferenceRequest request) {
        return request.responseFormat().kind() == ResponseFormat.Kind.TEXT ? Structure.NONE : Structure.NATIVE;
    }
}
