package org.externalmodels.connector.submission;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.externalmodels.connector.engine.CallTarget;
import org.externalmodels.inference.FailureCode;
import org.externalmodels.inference.FinishReason;
import org.externalmodels.inference.InferenceException;
import org.externalmodels.inference.InferenceRequest;
import org.externalmodels.inference.InferenceResponse;
import org.externalmodels.inference.TokenUsage;

/** Models that answer when the test says so, or at once. */
final class ScriptedModels implements Calls.Models {

    final List<Call> calls = new CopyOnWriteArrayList<>();
    volatile boolean known = true;
    volatile boolean answering = true;
    volatile boolean away;
    volatile Error broken;

    record Call(CallTarget target, String prompt, CompletableFuture<InferenceResponse> answer) {
        void complete() {
            answer.complete(response("answer to " + prompt));
        }
    }

    @Override
    public boolean areKnown() {
        return known;
    }

    @Override
    public boolean areAway(InferenceException failure) {
        return away;
    }

    @Override
    public CompletableFuture<InferenceResponse> infer(CallTarget target, InferenceRequest request) {
        Call call = new Call(target, request.messages().get(0).text(), new CompletableFuture<>());
        calls.add(call);
        if (broken != null) {
            throw broken;
        }
        if (away) {
            call.answer()
                    .completeExceptionally(
                            new InferenceException(FailureCode.PROVIDER_UNREACHABLE, "the central server is away"));
        } else if (answering) {
            call.complete();
        }
        return call.answer();
    }

    static InferenceResponse response(String text) {
        return new InferenceResponse(
                text,
                Optional.empty(),
                List.of(),
                List.of(),
                FinishReason.STOP,
                InferenceResponse.Structure.NONE,
                TokenUsage.UNKNOWN,
                "gpt",
                "main",
                Optional.empty(),
                "trace");
    }
}
