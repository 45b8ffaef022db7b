package org.externalmodels.admin.inference;

import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Sends what a call comes to, whatever that is: a request that nobody answers would wait for ever. */
final class WholeAnswers {

    private WholeAnswers() {}

    static <T> void send(CompletionStage<T> call, Exchange exchange, Consumer<T> answer) {
        call.whenComplete((response, failure) -> {
            if (failure != null) {
                exchange.refuse(Refusals.of(failure));
                return;
            }
            try {
                answer.accept(response);
            } catch (RuntimeException | VirtualMachineError broken) {
                exchange.refuse(Refusals.of(broken));
            }
        });
    }
}
