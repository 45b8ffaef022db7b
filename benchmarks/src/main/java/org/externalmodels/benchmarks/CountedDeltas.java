package org.externalmodels.benchmarks;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;

/** Waits for a LangChain4j stream; the length of the text its deltas make. */
final class CountedDeltas implements StreamingChatResponseHandler {

    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private int length;

    int await() throws Exception {
        return result.get();
    }

    @Override
    public void onPartialResponse(String delta) {
        length += delta.length();
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
        result.complete(length);
    }

    @Override
    public void onError(Throwable failure) {
        result.completeExceptionally(failure);
    }
}
