package org.externalmodels.sandbox.wire;

/**
 * One provider's interface: its paths, its request and response documents, its way to say no. A further provider is one
 * more implementation in the servlet's list. Implementations are used by many threads at once.
 */
public interface WireFormat {
    /** The first path segment under the context root, such as {@code openai}. */
    String root();

    /** Answers as the provider would; a request the provider would refuse is an answer too. */
    Answer answer(Call call);

    /** An error document in the provider's shape; a status on request carries one. */
    Answer error(int status, String message);
}
