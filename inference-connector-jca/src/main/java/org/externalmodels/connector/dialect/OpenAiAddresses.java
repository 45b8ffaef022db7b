package org.externalmodels.connector.dialect;

import java.net.URI;
import java.util.stream.Stream;

/**
 * Where OpenAI's operations are below the API's base. An endpoint may be the address of any of them: who registers
 * the chat's address finds the embeddings beside it.
 */
final class OpenAiAddresses {

    /** Where Responses are, in place of chat. */
    static final String RESPONSES = "/responses";

    private OpenAiAddresses() {}

    static URI of(URI endpoint, Operation operation) {
        return Addresses.operation(base(endpoint), path(operation));
    }

    static String path(Operation operation) {
        return switch (operation) {
            // Tokens are not counted in this wire format, so that nobody asks where.
            case CHAT, CHAT_STREAM, COUNT_TOKENS -> "/chat/completions";
            case EMBEDDINGS -> "/embeddings";
            case IMAGES -> "/images/generations";
            case TRANSCRIPTION -> "/audio/transcriptions";
        };
    }

    /** The endpoint without the operation it may name. */
    static URI base(URI endpoint) {
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        String named = path;
        path = Stream.concat(Stream.of(RESPONSES), Stream.of(Operation.values()).map(OpenAiAddresses::path))
                .filter(named::endsWith)
                .findFirst()
                .map(operation -> named.substring(0, named.length() - operation.length()))
                .orElse(named);
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path + query);
    }
}
