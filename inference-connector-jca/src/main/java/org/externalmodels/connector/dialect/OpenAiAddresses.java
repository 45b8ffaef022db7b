package org.externalmodels.connector.dialect;

import java.net.URI;

/**
 * Where OpenAI's operations are below the API's base. An endpoint may be the address of any of them: who registers
 * the chat's address finds the embeddings beside it.
 */
final class OpenAiAddresses {

    private OpenAiAddresses() {}

    static URI of(URI endpoint, Operation operation) {
        return Addresses.operation(base(endpoint), path(operation));
    }

    static String path(Operation operation) {
        return switch (operation) {
            case CHAT, CHAT_STREAM -> "/chat/completions";
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
        for (Operation operation : Operation.values()) {
            if (path.endsWith(path(operation))) {
                path = path.substring(0, path.length() - path(operation).length());
                break;
            }
        }
        String query = endpoint.getRawQuery() == null ? "" : "?" + endpoint.getRawQuery();
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path + query);
    }
}
